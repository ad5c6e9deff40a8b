import type { PageKey } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/reasons.ts'
import { RISK } from '../../../limits/numbers.ts'
import type { PairingDeps } from '../deps.ts'
import { accountMark, namedPageMarks, networkMark, pageMarks } from '../indexes.ts'
import { type Command, claimOf, type Pairing } from '../machine.ts'
import { lockAccount, lockPage } from './lock-subjects.ts'
import { lockFor, sticks } from './policy.ts'

type MarkDeps = Pick<PairingDeps, 'marks' | 'locks' | 'risk' | 'secrets' | 'lives'>

/**
 * Makes contention stick to the page key, the browser and the accounts for a while, so that a reload, a
 * cancel or another node does not lead back to single; or locks them, where that is the policy.
 */
export async function markContention(
  deps: MarkDeps,
  before: Pairing,
  after: Pairing,
  command: Command,
): Promise<void> {
  await markReport(deps, before, after)
  const reason = newContention(before, after)
  if (!reason) return
  const accounts = accountsIn(before, command)
  const subjects = [...pageMarks(deps.secrets, after.pageKey, after.browser), ...accounts.map(accountMark)]
  await deps.marks.set(subjects, reason, deps.lives.mark)
  if (reason !== 'second-claimant') return
  const forMs = lockFor(reason, deps.risk)
  if (forMs === null) return
  await lockPage(deps, after, { reason, forMs }) // [L12]
  for (const account of accounts) await lockAccount(deps, after, account, { reason, forMs }) // [L13]
}

/** Makes what the risk policy found just now stick; what stuck already is not prolonged by being found. */
export async function markFound(
  { marks, lives }: Pick<PairingDeps, 'marks' | 'lives'>,
  subjects: readonly string[],
  known: readonly DualReason[],
  found: readonly DualReason[],
): Promise<void> {
  const fresh = found.filter((reason) => sticks(reason) && !known.includes(reason))
  await Promise.all(fresh.map((reason) => marks.set(subjects, reason, lives.mark)))
}

/** What a page carries its marks under, and the folded name that was typed on it. */
export interface MarkedPage {
  readonly pageKey: PageKey
  readonly browser: string
  readonly name: string | null
}

/** Every subject whose marks count for a page. */
export function subjectsOf({ secrets }: Pick<PairingDeps, 'secrets'>, page: MarkedPage): string[] {
  const { pageKey, browser, name } = page
  const named = name === null ? [] : namedPageMarks(secrets, pageKey, browser, name)
  return [...pageMarks(secrets, pageKey, browser), ...named]
}

/**
 * The same for a page. That its name was typed elsewhere sticks to the page under that name only: under
 * another name, its account would hear that someone recovers whose name is none of its business.
 */
export async function markPage(
  deps: Pick<PairingDeps, 'marks' | 'lives' | 'secrets'>,
  page: MarkedPage,
  known: readonly DualReason[],
  found: readonly DualReason[],
): Promise<void> {
  const { pageKey, browser, name } = page
  const general = found.filter((reason) => reason !== 'same-name')
  await markFound(deps, pageMarks(deps.secrets, pageKey, browser), known, general)
  if (name === null || general.length === found.length) return
  await markFound(deps, namedPageMarks(deps.secrets, pageKey, browser, name), known, ['same-name'])
}

/** Whoever holds the claim, and whoever presents the code beside them. */
function accountsIn(before: Pairing, command: Command) {
  const accounts = [
    claimOf(before)?.accountId,
    command.type === 'claim' ? command.claim.accountId : undefined,
  ]
  return [...new Set(accounts.filter((account) => account !== undefined))]
}

/** "I didn’t start this", or a stranger's account: pages of that network are met with care for an hour. */
async function markReport(deps: MarkDeps, before: Pairing, after: Pairing): Promise<void> {
  const reported = 'cause' in after && (after.cause === 'reported' || after.cause === 'not-my-account')
  if (!reported || 'cause' in before) return
  await deps.marks.set([networkMark(after.network)], 'reported-network', RISK.report) // [L14]
}

/** What this one step found out: a second claimant, or a claim that ended while the pairing goes on. */
function newContention(before: Pairing, after: Pairing): DualReason | null {
  if (after.state === 'burned') return after.cause === 'second-claimant' ? 'second-claimant' : null
  const reopened = after.state === 'open' && before.state !== 'open'
  return reopened ? (after.reasons.find((reason) => !before.reasons.includes(reason)) ?? 'not-me') : null
}
