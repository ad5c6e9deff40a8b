import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { RecoveryId } from '../../../shared/ids.ts'
import type { SlowRecoveryBodies, SlowRecoveryPosts } from '../../../shared/slow-recovery.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { MOST_PASSKEYS } from '../../passkeys/caps.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import { CEREMONY_MS } from '../../passkeys/relying-party.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { attested, credentialId, recoveryId } from '../../requests/wire-fields.ts'
import type { RecoveryLevel } from '../policy.ts'
import type { Register } from '../register.ts'
import type { Page } from './given-proof.ts'
import { pageKey, type SignedPostOf } from './signed-post.ts'
import type { SlowLedger, Surrounded } from './slow-ledger.ts'
import { standingOf, viewOf } from './standing.ts'

/** Milliseconds in which a nonce can be used. */
export const NONCE_MS = 5 * 60_000

interface SlowPostDeps {
  readonly ledger: Pick<SlowLedger, 'find'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly challenges: Pick<ChallengeStore, 'put' | 'take'>
  readonly guard: Pick<Guard, 'pageNonce'>
  readonly register: Register
  readonly signedPost: SignedPostOf
  readonly level: RecoveryLevel
}

const named = z.strictObject({ recoveryId })
/** Those that are set aside or frozen don't count towards the most that an account may have. */
const MOST_CALLED = 2 * MOST_PASSKEYS
const made: z.ZodType<SlowRecoveryBodies['/api/recovery/register']> = attested.extend({
  recoveryId,
  retires: z.array(z.strictObject({ credentialId, mode: z.enum(['lost', 'stolen']) })).max(MOST_CALLED),
})

/** The posts of a page that recovers by proofs, the same for every method. */
export function slowPosts(deps: SlowPostDeps): PostsOf<SlowRecoveryPosts> {
  const { ledger, accounts, challenges, guard, register, signedPost, level } = deps

  /** The recovery of this page with the name of its account. Null also if that is gone by now. */
  async function shown(id: RecoveryId, page: Page): Promise<(Surrounded & { name: string }) | null> {
    const found = await ledger.find(id, page.pageKey)
    const account = found && (await accounts.findById(found.recovery.accountId))
    return account && { ...found, name: account.name }
  }

  /** The same if a passkey can be registered now. */
  async function ready(id: RecoveryId, page: Page): Promise<Answer<Surrounded>> {
    const found = await shown(id, page)
    if (!found) return refusal('not_found') // [R42]
    return standingOf(found, level).state === 'ready' ? { ok: true, ...found } : refusal('not_now') // [R51]
  }

  return {
    '/api/recovery/nonce': {
      takes: z.strictObject({ pageKey }),
      async answer({ pageKey }, { network }) {
        const verdict = await guard.pageNonce(network)
        if (!verdict.allowed) return refusal('rate_limited', verdict.retryAfterMs) // [R43]
        const nonce = randomId()
        const pending = { ceremony: 'page-nonce', challenge: '', sessionId: null, accountId: null } as const
        await challenges.put({ id: nonce, ...pending, data: pageKey }, NONCE_MS)
        return { ok: true, body: { nonce } }
      },
    },
    '/api/recovery/state': signedPost('/api/recovery/state', named, async (body, page) => {
      const found = await shown(body.recoveryId, page)
      if (!found) return refusal('not_found') // [R42]
      return { ok: true, body: viewOf(found, found.name, level) }
    }),
    '/api/recovery/register-options': signedPost(
      '/api/recovery/register-options',
      named,
      async (body, page) => {
        const found = await ready(body.recoveryId, page)
        if (!found.ok) return found
        const { id, accountId } = found.recovery
        const challenge = randomBytes(32).toString('base64url')
        const options = await register.offer(accountId, challenge)
        if (!options) return refusal('not_found')
        const challengeId = randomId()
        const pending = { ceremony: 'slow-recovery', challenge, sessionId: null, accountId } as const
        await challenges.put({ id: challengeId, ...pending, data: bound(id, page) }, CEREMONY_MS)
        return { ok: true, body: { challengeId, options } }
      },
    ),
    '/api/recovery/register': signedPost('/api/recovery/register', made, async (body, page) => {
      const pending = await challenges.take(body.challengeId)
      if (pending?.ceremony !== 'slow-recovery') return refusal('ceremony_expired')
      if (pending.data !== bound(body.recoveryId, page)) return refusal('ceremony_expired') // [R52]
      const found = await ready(body.recoveryId, page)
      if (!found.ok) return found
      const { challenge } = pending
      const registered = await register.finish(found.recovery, challenge, body.credential, body.retires)
      switch (registered.outcome) {
        case 'registered':
          return { ok: true, body: { credentialId: registered.credentialId } }
        case 'refused':
          return refusal(registered.code)
        case 'taken':
        case 'approver-gone':
          return refusal('not_now')
        default:
          return registered satisfies never
      }
    }),
  }
}

function randomId(): string {
  return randomBytes(16).toString('base64url')
}

/** What a registration is bound to. */
function bound(id: RecoveryId, page: Page): string {
  return `${id} ${page.pageKey}`
}
