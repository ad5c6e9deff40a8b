import type { PairingId } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/reasons.ts'
import type { AccountName } from '../../../accounts/account-name.ts'
import { type Refusal, refusal } from '../../../errors/answer.ts'
import type { Guard } from '../../../limits/guard.ts'
import type { ChosenLimits } from '../../../limits/numbers.ts'
import type { Tally } from '../../../limits/tally.ts'
import { blamed } from '../../../requests/network.ts'
import type { Page } from '../actors.ts'
import type { Decide } from '../decide.ts'
import { browserIndex, networkIndex, pageMarks } from '../indexes.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { liveCapsOf } from '../live-caps.ts'
import type { LivePages } from '../live-pages.ts'
import type { Live } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { FoundMarks, MarkedPage } from './found-marks.ts'
import type { LockPages } from './lock-pages.ts'
import { judgeOpening, type OpeningFacts, type RiskSettings } from './policy.ts'
import type { ReadSurroundings } from './surroundings.ts'
import type { SurroundingsStore } from './surroundings-store.ts'

interface StandingDeps {
  readonly guard: Pick<Guard, 'opening'>
  readonly surroundings: SurroundingsStore
  readonly readSurroundings: ReadSurroundings
  readonly risk: RiskSettings
  readonly limits: ChosenLimits
  readonly lives: Pick<Lifetimes, 'claimable'>
  readonly secrets: Pick<PairingSecrets, 'tag'>
  readonly decide: Decide
  readonly foundMarks: FoundMarks
  readonly lockPages: Pick<LockPages, 'neighbours'>
  readonly livePages: Pick<LivePages, 'leave'>
  readonly pairings: Pick<PairingStore, 'removeHints'>
  readonly tally: Pick<Tally, 'count'>
}

/** A pairing before the risk policy is asked about it. */
export interface Draft {
  readonly id: PairingId
  readonly page: Page
  readonly typed: AccountName | null
  readonly network: string
  readonly wideNetwork: string | null
}

/** Why a pairing is dual from the beginning, if it is, or why it is not opened. */
export type OpeningStanding =
  | { readonly refused: Refusal; readonly reasons?: never; readonly openedAt?: never }
  | { readonly refused: null; readonly reasons: readonly DualReason[]; readonly openedAt: number }

/** Asks the risk policy about an opening, and does what it decides about places, locks and marks. */
export type StandingAtOpening = (draft: Draft) => Promise<OpeningStanding>

export function createStandingAtOpening(deps: StandingDeps): StandingAtOpening {
  return async (draft) => {
    const { facts, neighbouring, openedAt } = await readFacts(deps, draft)
    const judged = judgeOpening(facts, deps.risk)
    if (judged.outcome === 'single' || judged.outcome === 'dual') {
      const reasons = judged.outcome === 'dual' ? judged.reasons : []
      await deps.foundMarks.setPage(markedPage(draft), facts.marks, reasons) // [L16]
      return { refused: null, reasons, openedAt }
    }
    if (facts.admission === 'admitted') {
      await deps.livePages.leave(draft)
      await deps.pairings.removeHints(networkIndex(draft.network), [draft.id])
    }
    if (judged.outcome === 'lock')
      return { refused: await deps.lockPages.neighbours(draft, neighbouring, judged) }
    const from = blamed(draft.page.network)
    deps.tally.count(`${judged.outcome}.${judged.code}`, from)
    if (facts.admission === 'network-full') deps.tally.count('refused.live-per-network', from)
    return { refused: refusal(judged.code, judged.outcome === 'wait' ? judged.forMs : undefined) }
  }
}

function markedPage({ page, typed }: Draft): MarkedPage {
  return { pageKey: page.pageKey, browser: page.browser, name: typed?.folded ?? null }
}

/**
 * Counts the opening, gets a place for it, and reads what is around it. If a limit stops it, nothing more is read.
 */
async function readFacts(
  deps: StandingDeps,
  draft: Draft,
): Promise<{ facts: OpeningFacts; neighbouring: readonly Live[]; openedAt: number }> {
  const { id, page, typed, network } = draft
  const named = typed !== null
  const ofBrowser = browserIndex(page.browser)
  const [atDoor, budget] = await Promise.all([
    deps.surroundings.read({
      locks: pageMarks(deps.secrets, page.pageKey, page.browser),
      hints: [{ index: ofBrowser, most: 1 }],
    }),
    deps.guard.opening(page.network, page.browser, named),
  ])
  const { lockedMs, now: openedAt } = atDoor
  if (lockedMs > 0 || !budget.allowed)
    return { facts: { ...NOTHING_AROUND, lockedMs, budget, named }, neighbouring: [], openedAt }
  const [older] = atDoor.hints.get(ofBrowser) ?? []
  const seat = { id, network, wideNetwork: draft.wideNetwork }
  const caps = liveCapsOf(deps.limits, named, page.network)
  const place = { id, browser: page.browser, network, openedAt, name: typed?.folded ?? null }
  const { neighbouring, ...around } = await deps.readSurroundings(place, {
    admit: { page: seat, caps, ttlMs: deps.lives.claimable, older },
    // The page is filed before it looks. So if two open at once, at least one of them finds the other, now or at
    // the claim.
    file: { index: networkIndex(network), id, ttlMs: deps.lives.claimable },
    marks: deps.foundMarks.subjectsOf(markedPage(draft)),
  })
  // Not earlier: an opening that is refused must not end the browser's older request.
  const replaces = around.admission === 'admitted' // [P101]
  if (older && replaces) await deps.decide(older, { type: 'cancel', cause: 'replaced-by-newer' })
  return { facts: { ...around, lockedMs, budget, named }, neighbouring, openedAt }
}

const NOTHING_AROUND = {
  admission: null,
  neighbours: 0,
  sameName: 0,
  livePages: 0,
  openings: 0,
  storeAgeMs: Number.POSITIVE_INFINITY,
  marks: [],
} as const
