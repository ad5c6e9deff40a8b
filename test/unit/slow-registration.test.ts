import { expect } from 'chai'
import type { PendingChallenge } from '../../server/passkeys/challenge-store.ts'
import { slowPosts } from '../../server/recovery/slow/slow-posts.ts'

const READY = {
  recovery: {
    ...{ id: 'recovery', accountId: 'account', state: 'approved', cause: null, pauses: [], createdAt: 1 },
    proofs: [{ method: 'operator', from: 'assisted', at: 1, since: null, approval: null }],
  },
  passkeys: [],
  now: 2,
}

function scene() {
  const held = new Map<string, PendingChallenge>()
  const registered: string[] = []
  const posts = slowPosts({
    ledger: { find: async () => READY },
    accounts: { findById: async () => ({ name: 'Alice' }) },
    challenges: {
      put: async (one: PendingChallenge) => void held.set(one.id, one),
      async take(id: string) {
        const found = held.get(id) ?? null
        held.delete(id)
        return found
      },
    },
    register: {
      offer: async () => ({}),
      async finish(_facts: object, challenge: string) {
        registered.push(challenge)
        return { outcome: 'registered', credentialId: 'new' }
      },
    },
    // The signature is judged elsewhere: here the page is who it says.
    signedPost: (_path: string, _schema: object, answer: object) => ({ answer }),
    level: 'hold',
  } as never) as unknown as Readonly<Record<string, { answer: Answer }>>
  const offer = async (pageKey: string) => {
    const path = '/api/recovery/register-options'
    return (await posts[path]!.answer({ recoveryId: 'recovery' }, { pageKey })).body!.challengeId
  }
  const register = async (challengeId: string, pageKey: string, recoveryId = 'recovery') =>
    (await posts['/api/recovery/register']!.answer({ recoveryId, challengeId, retires: [] }, { pageKey }))
      .code ?? null
  return { offer, register, registered }
}
type Answer = (
  body: object,
  page: object,
) => Promise<{ readonly code?: string; readonly body?: { readonly challengeId: string } }>

describe('The registration of a recovery without another device', () => {
  it('[R52] spends its challenge, once', async () => {
    const { offer, register, registered } = scene()
    const challengeId = await offer('page')
    expect(await register(challengeId, 'page')).to.equal(null)
    expect(await register(challengeId, 'page')).to.equal('ceremony_expired')
    expect(registered).to.have.length(1)
  })

  it('[R52] takes no challenge of another page or recovery, and spends it all the same', async () => {
    const { offer, register, registered } = scene()
    for (const [page, recovery] of [
      ['other', 'recovery'],
      ['page', 'another'],
    ] as const) {
      const challengeId = await offer('page')
      expect(await register(challengeId, page, recovery)).to.equal('ceremony_expired')
      expect(await register(challengeId, 'page')).to.equal('ceremony_expired')
    }
    expect(registered).to.deep.equal([])
  })
})
