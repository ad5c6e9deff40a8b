import type { PairingId } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/pairing.ts'
import { type Refusal, refusal } from '../../../errors/answer.ts'
import { RISK } from '../../../limits/numbers.ts'
import { placesDiffer } from '../../../requests/places/place.ts'
import type { Approver } from '../actors.ts'
import type { Decide } from '../decide.ts'
import { accountMark, claimedByIndex, pageMarks } from '../indexes.ts'
import { isEnded, type Pairing } from '../machine.ts'
import type { PairingStore, Seen } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import { foldedNameOf } from '../typed-name.ts'
import type { FoundMarks } from './found-marks.ts'
import type { LockPages } from './lock-pages.ts'
import type { Locking, LockSubjects } from './lock-subjects.ts'
import { judgeClaim, type RiskSettings } from './policy.ts'
import type { ReadSurroundings } from './surroundings.ts'

interface StandingDeps {
  readonly readSurroundings: ReadSurroundings
  readonly pairings: Pick<PairingStore, 'load'>
  readonly risk: RiskSettings
  readonly secrets: Pick<PairingSecrets, 'tag'>
  readonly foundMarks: FoundMarks
  readonly lock: Pick<LockSubjects, 'account'>
  readonly lockPages: Pick<LockPages, 'andEnd' | 'note'>
  readonly decide: Decide
}

/** How many pages of one account are looked at. Its budget of claims allows no more. */
const LOOKED_AT = 16

/** What the risk policy says about a claim: a refusal, or the reasons why it is dual. */
type Standing =
  | { readonly refused: Refusal; readonly reasons?: never }
  | { readonly refused: null; readonly reasons: readonly DualReason[] }

/** Asks the risk policy about a claim whose code works, and sets the locks and marks that it asks for. */
export type StandingAtClaim = (approver: Approver, seen: Seen, way: 'qr' | 'pin') => Promise<Standing>

export function createStandingAtClaim(deps: StandingDeps): StandingAtClaim {
  return async (approver, { pairing }, way) => {
    const { id, pageKey, browser, network, openedAt } = pairing
    const name = foldedNameOf(pairing)
    const page = { pageKey, browser, name }
    const account = accountMark(approver.accountId)
    const index = claimedByIndex(approver.accountId)
    const around = await deps.readSurroundings(
      { id, browser, network, openedAt, name },
      {
        // The claim is filed before it looks. So if one account claims two pages at once, at least one of them finds
        // the other.
        file: { index, id, ttlMs: RISK.twoPages },
        hints: [{ index, most: LOOKED_AT }],
        locks: pageMarks(deps.secrets, pageKey, browser),
        marks: [...deps.foundMarks.subjectsOf(page), account],
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
      await deps.decide(pairing.id, { type: 'cancel', cause: 'locked' })
      return { refused: refusal(judged.code) }
    }
    const reasons = judged.outcome === 'dual' ? judged.reasons : []
    await deps.foundMarks.setPage(page, around.marks, reasons) // [L17]
    // Every reason that makes this claim dual sticks to its account too, also one that only the page had until now.
    await deps.foundMarks.set([account], around.marksOf.get(account) ?? [], [...pairing.reasons, ...reasons]) // [L18]
    return { refused: null, reasons }
  }
}

/** Pages of other browsers that this account has claimed lately. */
async function otherPages(
  deps: StandingDeps,
  pairing: Pairing,
  presented: readonly PairingId[],
): Promise<Pairing[]> {
  const ids = presented.filter((id) => id !== pairing.id)
  const pages = await Promise.all(ids.map(async (id) => (await deps.pairings.load(id)).pairing))
  return pages.filter((page) => page !== null).filter((page) => isOther(page, pairing))
}

/** A page that contention has ended cannot be mixed up any more, so it must not lock anybody a second time. */
function isOther(page: Pairing, { browser }: Pairing): boolean {
  const settled = isEnded(page) && (page.cause === 'locked' || page.cause === 'second-claimant')
  return page.browser !== browser && !settled
}

/** Locks the pages. If one account claimed two of them, it locks the account too. */
async function lockClaim(
  deps: StandingDeps,
  { accountId }: Approver,
  pages: readonly Pairing[],
  locking: Locking,
): Promise<Refusal> {
  const [page] = pages
  for (const one of pages) await deps.lockPages.andEnd(one, locking)
  const ofAccount = locking.reason === 'two-pages'
  if (page && ofAccount) await deps.lock.account(page, accountId, locking)
  if (page) await deps.lockPages.note(page.id, ofAccount ? accountId : null, locking)
  return ofAccount ? refusal('locked', locking.forMs) : refusal('code_invalid')
}
