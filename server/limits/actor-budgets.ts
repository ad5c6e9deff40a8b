import type { CredentialId, SessionId } from '../../shared/ids.ts'
import type { Limiter, LimitRule, Verdict } from './limiter.ts'
import type { Limits, SharedName } from './numbers.ts'

/** Who acts in an account. The account itself is charged for nothing: whoever else is in it could spend that. */
export interface Actor {
  readonly sessionId: SessionId
  /** The passkey that began the session. */
  readonly credentialId: CredentialId
}

interface ActorBudgetDeps {
  readonly limits: Limits
  readonly limiter: Limiter
  readonly tag: (kind: 'limit', text: string) => string
  /** Takes one point, says what comes of it, and notes a refusal. */
  readonly spend: (rule: LimitRule, subject: string) => Promise<Verdict>
}

/** What is counted for a passkey, and first for each of its sessions, which get half of it. */
interface ActorBudgets {
  count(name: SharedName, actor: Actor): Promise<Verdict>
  giveBack(name: SharedName, actor: Actor): Promise<void>
  clear(name: SharedName, actor: Actor): Promise<void>
}

export function createActorBudgets({ limits, limiter, tag, spend }: ActorBudgetDeps): ActorBudgets {
  const rulesOf = (name: SharedName, { sessionId, credentialId }: Actor) =>
    [
      [limits[name].session, sessionId],
      [limits[name], credentialId],
    ] as const

  return {
    async count(name, actor) {
      const [ofSession, ofPasskey] = rulesOf(name, actor)
      const own = await spend(...ofSession)
      if (!own.allowed) return own // [L55]
      const shared = await spend(...ofPasskey)
      // Another session has spent it; this one shall not pay for being refused.
      if (!shared.allowed) await limiter.giveBack(ofSession[0], tag('limit', ofSession[1])) // [L56]
      return shared
    },
    async giveBack(name, actor) {
      const given = rulesOf(name, actor).map(([rule, subject]) =>
        limiter.giveBack(rule, tag('limit', subject)),
      )
      await Promise.all(given)
    },
    async clear(name, actor) {
      const cleared = rulesOf(name, actor).map(([rule, subject]) =>
        limiter.clear(rule, tag('limit', subject)),
      )
      await Promise.all(cleared)
    },
  }
}
