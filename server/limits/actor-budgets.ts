import type { CredentialId, SessionId } from '../../shared/ids.ts'
import type { Charge } from './charge.ts'
import type { BudgetLine, Limiter, Verdict } from './limiter.ts'
import type { Limits, SharedName } from './numbers.ts'

/**
 * Who acts in an account. Budgets belong to the passkey, not to the account: otherwise someone else in it could use
 * them up.
 */
export interface Actor {
  readonly sessionId: SessionId
  /** The passkey that began the session. */
  readonly credentialId: CredentialId
}

interface ActorBudgetDeps {
  readonly limits: Limits
  readonly limiter: Limiter
  readonly tag: (kind: 'limit', text: string) => string
  readonly spendAndNote: Charge['spendAndNote']
}

/** Budgets of a passkey. Each of its sessions is counted first, and gets half of it. */
interface ActorBudgets {
  count(name: SharedName, actor: Actor): Promise<Verdict>
  giveBack(name: SharedName, actor: Actor): Promise<void>
  clear(name: SharedName, actor: Actor): Promise<void>
}

export function createActorBudgets({ limits, limiter, tag, spendAndNote }: ActorBudgetDeps): ActorBudgets {
  const linesOf = (
    name: SharedName,
    { sessionId, credentialId }: Actor,
  ): readonly [BudgetLine, BudgetLine] => [
    [limits[name].session, tag('limit', sessionId)],
    [limits[name], tag('limit', credentialId)],
  ]

  return {
    async count(name, actor) {
      const [ofSession, ofPasskey] = linesOf(name, actor)
      const [verdict, refusing] = await spendAndNote([ofSession, ofPasskey], limiter)
      // Another session has used up the budget. This one must not be charged for a call that is refused.
      if (refusing === ofPasskey) await limiter.giveBack(ofSession[0], ofSession[1]) // [L56]
      return verdict
    },
    async giveBack(name, actor) {
      await Promise.all(linesOf(name, actor).map(([rule, key]) => limiter.giveBack(rule, key)))
    },
    async clear(name, actor) {
      await Promise.all(linesOf(name, actor).map(([rule, key]) => limiter.clear(rule, key)))
    },
  }
}
