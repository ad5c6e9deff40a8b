import type { DualReason } from '../../shared/reasons.ts'
import type { PairingDeps } from './deps.ts'
import { accountMark, pageMarks } from './indexes.ts'
import { claimOf, type Pairing } from './machine.ts'

type MarkDeps = Pick<PairingDeps, 'marks' | 'secrets' | 'lives'>

/**
 * Makes contention stick to the page key, the browser and the account for a while, so that a reload, a
 * cancel or another node does not lead back to single.
 */
export async function markContention(deps: MarkDeps, before: Pairing, after: Pairing): Promise<void> {
  const reason = newContention(before, after)
  if (!reason) return
  const claim = claimOf(before)
  const subjects = pageMarks(deps.secrets, after.pageKey, after.browser)
  await deps.marks.set(
    claim ? [...subjects, accountMark(claim.accountId)] : subjects,
    reason,
    deps.lives.mark,
  )
}

/** What this one step found out: a second claimant, or a claim that ended while the pairing goes on. */
function newContention(before: Pairing, after: Pairing): DualReason | null {
  if (after.state === 'burned') return after.cause === 'second-claimant' ? 'second-claimant' : null
  const reopened = after.state === 'open' && before.state !== 'open'
  return reopened ? (after.reasons.find((reason) => !before.reasons.includes(reason)) ?? 'not-me') : null
}
