import type { PairingId } from '../../../../shared/ids.ts'
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
import type { Seen } from '../pairing-store.ts'
import { markFound, markPage, subjectsOf } from './contention.ts'
import { lockAndEnd, noteLock } from './lock.ts'
import { type Locking, lockAccount } from './lock-subjects.ts'
import { judgeClaim } from './policy.ts'
import { readSurroundings } from './surroundings.ts'

/** Pages of one account that are looked at; its budget of claims lets in no more. */
const LOOKED_AT = 16

/** What the risk policy says of a claim: why it is dual, if it is, or that it goes no further. */
export type Standing =
  | { readonly refused: Refusal; readonly reasons?: never }
  | { readonly refused: null; readonly reasons: readonly DualReason[] }

/** Asks the risk policy about a claim whose code was found good, and does what it says about locks and marks. */
export async function standingAtClaim(
  deps: PairingDeps,
  approver: Approver,
  { pairing }: Seen,
  way: 'qr' | 'pin',
): Promise<Standing> {
  const { id, pageKey, browser, network, openedAt } = pairing
  const name = foldedNameOf(pairing)
  const page = { pageKey, browser, name }
  const account = accountMark(approver.accountId)
  const index = claimedByIndex(approver.accountId)
  const around = await readSurroundings(
    deps,
    { id, browser, network, openedAt, name },
    {
      // Filed before it looks: of two pages that one account claims at once, at least one is seen as the second.
      file: { index, id, ttlMs: RISK.twoPages },
      hints: [{ index, most: LOOKED_AT }],
      locks: pageMarks(deps.secrets, pageKey, browser),
      marks: [...subjectsOf(deps, page), account],
    },
  )
  const others = await otherPages(deps, pairing, around.hints.get(index) ?? [])
  const facts = {
    ...around,
    pageLockedMs: around.lockedMs,
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
  // Whatever makes this claim dual sticks to its account too, also what stuck to the page alone until now.
  await markFound(deps, [account], around.marksOf.get(account) ?? [], [...pairing.reasons, ...reasons]) // [L18]
  return { refused: null, reasons }
}

/** Pages of other browsers whose codes this account has presented lately. */
async function otherPages(
  deps: PairingDeps,
  pairing: Pairing,
  presented: readonly PairingId[],
): Promise<Pairing[]> {
  const ids = presented.filter((id) => id !== pairing.id)
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
