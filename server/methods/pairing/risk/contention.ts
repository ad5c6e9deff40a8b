import type { DualReason } from '../../../../shared/pairing.ts'
import { RISK } from '../../../limits/numbers.ts'
import { accountMark, networkMark, pageMarks } from '../indexes.ts'
import { type Command, claimOf, type Pairing } from '../machine.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { LockSubjects } from './lock-subjects.ts'
import type { Marks } from './marks.ts'
import { lockFor, type RiskSettings } from './policy.ts'

interface MarkDeps {
  readonly marks: Marks
  readonly lock: LockSubjects
  readonly risk: RiskSettings
  readonly secrets: Pick<PairingSecrets, 'tag'>
}

/** Marks and locks what a step has found out, before its record is written. */
export type MarkContention = (before: Pairing, after: Pairing, command: Command) => Promise<void>

/**
 * Makes contention stick to the page key, the browser and the accounts for a while. So a reload, a cancel or
 * another node does not make a pairing single again. If the policy says so, it locks them as well.
 */
export function createMarkContention(deps: MarkDeps): MarkContention {
  const { marks, lock, risk, secrets } = deps
  return async (before, after, command) => {
    await markReport(deps, before, after)
    const reason = newContention(before, after)
    if (!reason) return
    const accounts = accountsIn(before, command)
    const subjects = [...pageMarks(secrets, after.pageKey, after.browser), ...accounts.map(accountMark)]
    await marks.set(subjects, reason, RISK.mark)
    if (reason !== 'second-claimant') return
    const forMs = lockFor(reason, risk)
    if (forMs === null) return
    await lock.page(after, { reason, forMs }) // [L12]
    for (const account of accounts) await lock.account(after, account, { reason, forMs }) // [L13]
  }
}

/** The account that holds the claim, and the one that presents the code too. */
function accountsIn(before: Pairing, command: Command) {
  const accounts = [
    claimOf(before)?.accountId,
    command.type === 'claim' ? command.claim.accountId : undefined,
  ]
  return [...new Set(accounts.filter((account) => account !== undefined))]
}

/** After “I didn’t start this” or “No, this isn’t my account”, pages of that network are dual for an hour. */
async function markReport({ marks }: MarkDeps, before: Pairing, after: Pairing): Promise<void> {
  const reported = 'cause' in after && (after.cause === 'reported' || after.cause === 'not-my-account')
  if (!reported || 'cause' in before) return
  await marks.set([networkMark(after.network)], 'reported-network', RISK.report) // [L14]
}

/** The contention that this step has found: a second claimant, or a claim that ended while the pairing goes on. */
function newContention(before: Pairing, after: Pairing): DualReason | null {
  if (after.state === 'burned') return after.cause === 'second-claimant' ? 'second-claimant' : null
  const found = after.reasons.find((reason) => !before.reasons.includes(reason))
  if (after.state === 'expired') return found ?? null // “That wasn’t me”, too late for new codes.
  const reopened = after.state === 'open' && before.state !== 'open'
  return reopened ? (found ?? 'not-me') : null
}
