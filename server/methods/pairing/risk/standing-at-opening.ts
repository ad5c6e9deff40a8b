import type { PairingId } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/pairing.ts'
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
import type { LiveCaps, LivePages } from '../live-pages.ts'
import { deadline, isAtPage } from '../machine.ts'
import type { Loaded, PairingStore } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { FoundMarks, MarkedPage } from './found-marks.ts'
import type { LockPages } from './lock-pages.ts'
import { judgeAtDoor, judgeOpening, type RiskSettings, type Stopped } from './policy.ts'
import type { ReadSurroundings } from './surroundings.ts'
import type { SurroundingsStore } from './surroundings-store.ts'

interface StandingDeps {
  readonly guard: Pick<Guard, 'opening'>
  readonly surroundings: SurroundingsStore
  readonly readSurroundings: ReadSurroundings
  readonly risk: RiskSettings
  readonly limits: ChosenLimits
  readonly lives: Lifetimes
  readonly secrets: Pick<PairingSecrets, 'tag'>
  readonly decide: Decide
  readonly foundMarks: FoundMarks
  readonly lockPages: Pick<LockPages, 'neighbours'>
  readonly livePages: Pick<LivePages, 'keep' | 'leave'>
  readonly pairings: Pick<PairingStore, 'load' | 'removeHints'>
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
type OpeningStanding =
  | { readonly refused: Refusal; readonly reasons?: never; readonly openedAt?: never }
  | { readonly refused: null; readonly reasons: readonly DualReason[]; readonly openedAt: number }

/** Asks the risk policy about an opening, and does what it decides about places, locks and marks. */
export type StandingAtOpening = (draft: Draft) => Promise<OpeningStanding>

export function createStandingAtOpening(deps: StandingDeps): StandingAtOpening {
  return async (draft) => {
    const { older, openedAt, ...door } = await atDoor(deps, draft)
    const stopped = judgeAtDoor(door)
    if (stopped) return { refused: refuse(deps, draft, stopped) }
    const around = await takePlace(deps, draft, openedAt, older)
    const judged = judgeOpening({ ...around, ...door, marks: around.marks }, deps.risk)
    if (judged.outcome === 'single' || judged.outcome === 'dual') {
      // Not earlier: an opening that is refused must not end the browser's older request.
      if (older) await deps.decide(older, { type: 'cancel', cause: 'replaced-by-newer' }) // [P101]
      const reasons = judged.outcome === 'dual' ? judged.reasons : []
      await deps.foundMarks.setPage(markedPage(draft), around.marks, reasons) // [L16]
      return { refused: null, reasons, openedAt }
    }
    const kept = around.admission === 'admitted' ? await giveBack(deps, draft, older) : null
    if (judged.outcome === 'lock') {
      const locked = kept ? [...around.neighbouring, kept] : around.neighbouring
      return { refused: await deps.lockPages.neighbours(draft, locked, judged) }
    }
    if (around.admission === 'network-full')
      deps.tally.count('refused.live-per-network', blamed(draft.page.network))
    return { refused: refuse(deps, draft, judged) }
  }
}

function refuse({ tally }: StandingDeps, { page }: Draft, stopped: Stopped): Refusal {
  tally.count(`${stopped.outcome}.${stopped.code}`, blamed(page.network))
  return refusal(stopped.code, stopped.outcome === 'wait' ? stopped.forMs : undefined)
}

function markedPage({ page, typed }: Draft): MarkedPage {
  return { pageKey: page.pageKey, browser: page.browser, name: typed?.folded ?? null }
}

/** Counts the opening, and reads what may stop it before it takes a place. */
async function atDoor(deps: StandingDeps, { page, typed }: Draft) {
  const named = typed !== null
  const ofBrowser = browserIndex(page.browser)
  const subjects = pageMarks(deps.secrets, page.pageKey, page.browser)
  const [{ now: openedAt, lockedMs, marks, hints }, budget] = await Promise.all([
    deps.surroundings.read({
      locks: subjects,
      marks: subjects,
      hints: [{ index: ofBrowser, most: 1 }],
    }),
    deps.guard.opening(page.network, page.browser, named),
  ])
  const older = hints.get(ofBrowser)?.[0]
  return { budget, lockedMs, named, marks: [...marks.values()].flat(), older, openedAt }
}

/** Gets a place for the opening, that of the browser's older page if it has one, and reads what is around it. */
function takePlace(deps: StandingDeps, draft: Draft, openedAt: number, older: PairingId | undefined) {
  const { id, page, typed, network, wideNetwork } = draft
  const caps = liveCapsOf(deps.limits, typed !== null, page.network)
  const place = { id, browser: page.browser, network, openedAt, name: typed?.folded ?? null }
  return deps.readSurroundings(place, {
    admit: { page: { id, network, wideNetwork }, caps, ttlMs: deps.lives.claimable, older },
    // The page is filed before it looks. So if two open at once, at least one of them finds the other, now or at
    // the claim.
    file: { index: networkIndex(network), id, ttlMs: deps.lives.claimable },
    marks: deps.foundMarks.subjectsOf(markedPage(draft)),
  })
}

/** Gives the place of a refused opening back to the older page, which is returned if someone still waits there. */
async function giveBack(deps: StandingDeps, draft: Draft, olderId: PairingId | undefined) {
  const { pairing: older, now } = await loadIf(deps, olderId)
  const waits = older !== null && isAtPage(older) ? older : null
  if (waits) {
    const ttlMs = deadline(waits, deps.lives) - now
    await deps.surroundings.read({ admit: { page: waits, caps: NO_CAPS, ttlMs, older: draft.id } })
    await deps.livePages.keep(waits, waits.state, ttlMs)
  }
  await deps.livePages.leave(draft)
  await deps.pairings.removeHints(networkIndex(draft.network), [draft.id])
  return waits
}

async function loadIf({ pairings }: StandingDeps, id: PairingId | undefined): Promise<Loaded> {
  return id === undefined ? { pairing: null, now: 0 } : pairings.load(id)
}

/** For a page that had its place before. */
const NO_CAPS: LiveCaps = {
  perNetwork: Number.MAX_SAFE_INTEGER,
  perWideNetwork: Number.MAX_SAFE_INTEGER,
  perDeployment: Number.MAX_SAFE_INTEGER,
  reserved: 0,
}
