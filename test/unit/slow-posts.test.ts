import { createHash, sign } from 'node:crypto'
import { expect } from 'chai'
import { z } from 'zod'
import type { ChallengeStore, StoredChallenge } from '../../server/passkeys/challenge-store.ts'
import { createSignedPost } from '../../server/recovery/slow/signed-post.ts'
import { slowPosts } from '../../server/recovery/slow/slow-posts.ts'
import type { RequestContext } from '../../server/requests/request-context.ts'
import type { PageKey } from '../../shared/ids.ts'
import { type SignedPath, slowRecoveryMessage } from '../../shared/slow-recovery.ts'
import { newP256 } from '../support/key-pair.ts'

const ORIGIN = 'https://rekey.example'
const context = { origin: ORIGIN, network: {} } as RequestContext
const PATH = '/api/recovery/state'
const OTHER = '/api/recovery/register-options'

function newPage() {
  const { privateKey, point } = newP256()
  return { privateKey, pageKey: point.toString('base64url') as PageKey }
}

function scene(allowed = true) {
  const held = new Map<string, StoredChallenge>()
  const challenges: Pick<ChallengeStore, 'put' | 'take'> = {
    put: async (one) => void held.set(one.id, { ...one, createdAt: 0, expiresAt: 1 }),
    async take(id) {
      const found = held.get(id) ?? null
      held.delete(id)
      return found
    },
  }
  const verdict = async () => (allowed ? ({ allowed } as const) : ({ allowed, retryAfterMs: 9 } as const))
  const guard = { pageNonce: verdict, pagePost: verdict }
  const signedPost = createSignedPost({ guard, challenges })
  const page = newPage()
  const seen: unknown[] = []
  const post = signedPost(PATH, z.strictObject({ a: z.number() }), async (body) => {
    seen.push(body)
    return { ok: true, body: {} }
  })
  const posts = slowPosts({ challenges, guard, signedPost } as never)
  const nonceFor = async (key = page) => {
    const given = await posts['/api/recovery/nonce'].answer({ pageKey: key.pageKey }, context)
    return given.ok ? given.body.nonce : given.code
  }
  const signed = (nonce: string, lies: { path?: SignedPath; origin?: string; body?: string } = {}) => {
    const { path = PATH, origin = ORIGIN, body = '{"a":1}' } = lies
    const bodyHash = createHash('sha256').update(body).digest('base64url')
    const bytes = slowRecoveryMessage({ path, origin, nonce, bodyHash })
    const key = { key: page.privateKey, dsaEncoding: 'ieee-p1363' } as const
    const signature = sign('sha256', bytes, key).toString('base64url')
    return { pageKey: page.pageKey, nonce, body: '{"a":1}', signature }
  }
  const codeOf = async (sent: ReturnType<typeof signed>) => {
    const answer = await post.answer(sent, context)
    return answer.ok ? null : answer.code
  }
  return { challenges, held, posts, seen, nonceFor, signed, codeOf, page }
}

describe('A post that a page key signs', () => {
  it('[R40] takes a nonce once, whatever else is wrong', async () => {
    const { nonceFor, signed, codeOf, seen } = scene()
    const nonce = await nonceFor()
    expect(await codeOf(signed(nonce))).to.equal(null)
    expect(await codeOf(signed(nonce))).to.equal('ceremony_expired')
    const wasted = await nonceFor()
    expect(await codeOf(signed(wasted, { path: OTHER }))).to.equal('signature_invalid')
    expect(await codeOf(signed(wasted))).to.equal('ceremony_expired')
    expect(seen).to.deep.equal([{ a: 1 }])
  })

  it('[R40] takes no nonce of another page, and no challenge of another ceremony', async () => {
    const { nonceFor, signed, codeOf, challenges } = scene()
    expect(await codeOf(signed(await nonceFor(newPage())))).to.equal('signature_invalid')
    const id = 'a'.repeat(22)
    const free = { challenge: '', sessionId: null, accountId: null, data: '' } as const
    await challenges.put({ id, ceremony: 'step-up', ...free }, 1)
    expect(await codeOf(signed(id))).to.equal('ceremony_expired')
  })

  for (const [what, lie] of [
    ['path', { path: OTHER }],
    ['origin', { origin: 'https://evil.example' }],
    ['body', { body: '{"a":2}' }],
  ] as const)
    it(`[R41] is void for another ${what}`, async () => {
      const { nonceFor, signed, codeOf, seen } = scene()
      expect(await codeOf(signed(await nonceFor(), lie))).to.equal('signature_invalid')
      expect(seen).to.deep.equal([])
    })

  it('[R41] is void under another nonce and another key', async () => {
    const { nonceFor, signed, codeOf } = scene()
    const [one, two] = [await nonceFor(), await nonceFor()]
    expect(await codeOf({ ...signed(one), nonce: two })).to.equal('signature_invalid')
    const thief = newPage()
    const nonce = await nonceFor(thief)
    expect(await codeOf({ ...signed(nonce), pageKey: thief.pageKey })).to.equal('signature_invalid')
  })

  it('[R43] is refused before its nonce is spent when its network has posted too much', async () => {
    const { posts, challenges, held, signed, codeOf, page } = scene(false)
    expect(await posts['/api/recovery/nonce'].answer({ pageKey: page.pageKey }, context)).to.deep.equal({
      ok: false,
      code: 'rate_limited',
      retryAfterMs: 9,
    })
    const nonce = 'n'.repeat(22)
    const free = { challenge: '', sessionId: null, accountId: null, data: page.pageKey }
    await challenges.put({ id: nonce, ceremony: 'page-nonce', ...free }, 1)
    expect(await codeOf(signed(nonce))).to.equal('rate_limited')
    expect(held.size).to.equal(1)
  })
})
