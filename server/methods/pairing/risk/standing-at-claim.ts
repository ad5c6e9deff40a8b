import type { DualReason } from '../../../../shared/reasons.ts'
import { type Refusal, refusal } from '../../../errors/answer.ts'
import { RISK } from '../../../limits/numbers.ts'
import { placesDiffer } from '../../../requests/places/place.ts'
import type { Approver } from '../actors.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import { foldedNameOf } from '../folded-name.ts'
import { accountMark, claimedByIndex, pageMarks } from '../indexes.ts'
import { isEnded, type Pairing } from '../machine.ts'
import { markFound, markPage, subjectsOf } from './contention.ts'
import { lockAndEnd, noteLock } from './lock.ts'
import { type Locking, lockAccount } from './lock-subjects.ts'
import { judgeClaim } from './policy.ts'
import { readSurroundings } from './surroundings.ts'

/** Pages of one account that are looked at; its budget of claims lets in no more. */
const LOOKED_AT = 16

interface Seen {
  readonly pairing: Pairing
  readonly now: number
}

/** What the risk policy says of a claim: why it is dual, if it is, or that it goes no further. */
export type Standing =
  | { readonly refused: Refusal; readonly reasons?: never }
  | { readonly refused: null; readonly reasons: readonly DualReason[] }

/** Asks the risk policy about a claim whose code was found good, and does what it says about locks and marks. */
export async function standingAtClaim(
  deps: PairingDeps,
  approver: Approver,
  { pairing, now }: Seen,
  way: 'qr' | 'pin',
): Promise<Standing> {
  const { id, pageKey, browser, network, openedAt } = pairing
  const name = foldedNameOf(pairing)
  const page = { pageKey, browser, name }
  const subjects = [...subjectsOf(deps, page), accountMark(approver.accountId)]
  // Filed before it looks: of two pages that one account claims at once, at least one is seen as the second.
  const others = await otherPages(deps, approver, pairing)
  const around = await readSurroundings(deps, { id, browser, network, openedAt, name }, subjects, now)
  const facts = {
    ...around,
    pageLockedMs: await deps.locks.leftMs(pageMarks(deps.secrets, pageKey, browser)),
    way,
    placesDiffer: placesDiffer(pairing.place, approver.place),
    otherBrowsers: others.length,
  }
  const judged = judgeClaim(facts, deps.risk)
  if (judged.outcome === 'lock') {
    const pages = judged.reason === 'two-pages' ? others : around.neighbouring
    return { refused: await lockClaim(deps, approver, [pairing, ...pages], judged) }
  }
  if (judged.outcome === 'refuse') {
    await decide(deps, pairing.id, { type: 'cancel', cause: 'locked' })
    return { refused: refusal(judged.code) }
  }
  const reasons = judged.outcome === 'dual' ? judged.reasons : []
  await markPage(deps, page, around.marks, reasons) // [L17]
  await markAccount(deps, approver, [...pairing.reasons, ...reasons]) // [L18]
  return { refused: null, reasons }
}

/** Whatever makes this claim dual sticks to its account too, also what stuck to the page alone until now. */
async function markAccount(
  deps: PairingDeps,
  { accountId }: Approver,
  reasons: readonly DualReason[],
): Promise<void> {
  const subjects = [accountMark(accountId)]
  await markFound(deps, subjects, await deps.marks.read(subjects), reasons)
}

/** Pages of other browsers whose codes this account has presented lately; notes this one first. */
async function otherPages(deps: PairingDeps, approver: Approver, pairing: Pairing): Promise<Pairing[]> {
  const index = claimedByIndex(approver.accountId)
  await deps.pairings.addHint(index, pairing.id, RISK.twoPages)
  const ids = (await deps.pairings.hints(index, LOOKED_AT)).filter((id) => id !== pairing.id)
  const pages = await Promise.all(ids.map(async (id) => (await deps.pairings.load(id)).pairing))
  return pages.filter((page) => page !== null).filter((page) => isOther(page, pairing))
}

/** One that contention has ended confuses nobody any more: it must not lock its person a second time. */
function isOther(page: Pairing, { browser }: Pairing): boolean {
  const settled = isEnded(page) && (page.cause === 'locked' || page.cause === 'second-claimant')
  return page.browser !== browser && !settled
}

/** Locks the pages, and the account as well when it is the account that stands between two of them. */
async function lockClaim(
  deps: PairingDeps,
  { accountId }: Approver,
  pages: readonly Pairing[],
  locking: Locking,
): Promise<Refusal> {
  const [page] = pages
  for (const one of pages) await lockAndEnd(deps, one, locking)
  const ofAccount = locking.reason === 'two-pages'
  if (page && ofAccount) await lockAccount(deps, page, accountId, locking)
  if (page) await noteLock(deps, page.id, ofAccount ? accountId : null, locking)
  return ofAccount ? refusal('locked', locking.forMs) : refusal('code_invalid')
}
