import { randomBytes } from 'node:crypto'
import type { PairingId } from '../../../../shared/ids.ts'
import type { Purpose } from '../../../../shared/recovery.ts'
import { type AccountName, parseAccountName } from '../../../accounts/account-name.ts'
import { refusal } from '../../../errors/answer.ts'
import type { Guard } from '../../../limits/guard.ts'
import type { ChosenLimits } from '../../../limits/numbers.ts'
import type { Tally } from '../../../limits/tally.ts'
import { blamed } from '../../../requests/network.ts'
import type { Page } from '../actors.ts'
import type { Decide } from '../decide.ts'
import { browserIndex, networkIndex, pageMarks } from '../indexes.ts'
import { keptMs } from '../kept-ms.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { liveCapsOf } from '../live-caps.ts'
import type { LivePages } from '../live-pages.ts'
import type { Live, Open } from '../machine.ts'
import { networkTags } from '../page-network.ts'
import type { PairingStore } from '../pairing-store.ts'
import type { FoundMarks, MarkedPage } from '../risk/found-marks.ts'
import type { LockPages } from '../risk/lock-pages.ts'
import { judgeOpening, type OpeningFacts, type RiskSettings } from '../risk/policy.ts'
import type { ReadSurroundings } from '../risk/surroundings.ts'
import type { SurroundingsStore } from '../risk/surroundings-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { TypedNames } from '../typed-name.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface OpenDeps {
  readonly guard: Pick<Guard, 'opening'>
  readonly surroundings: SurroundingsStore
  readonly livePages: Pick<LivePages, 'leave'>
  readonly limits: ChosenLimits
  readonly readSurroundings: ReadSurroundings
  readonly risk: RiskSettings
  readonly foundMarks: FoundMarks
  readonly lockPages: Pick<LockPages, 'neighbours'>
  readonly decide: Decide
  readonly names: TypedNames
  readonly pairings: Pick<PairingStore, 'create' | 'removeHints'>
  readonly secrets: Pick<PairingSecrets, 'keyId' | 'tag'>
  readonly lives: Lifetimes
  readonly tally: Pick<Tally, 'count'>
  readonly showPage: ShowPage
}

/** What a page sends with its opening. */
export interface Opening {
  readonly purpose: Purpose
  readonly name: string | undefined
}

/** A pairing before the risk policy is asked about it. */
interface Draft {
  readonly id: PairingId
  readonly page: Page
  readonly typed: AccountName | null
  readonly network: string
  readonly wideNetwork: string | null
}

/**
 * Opens a pairing for a page. If the same browser has an older one that is not approved, that one is cancelled and
 * gives its place. This is no contention.
 */
export type OpenPage = (page: Page, opening: Opening) => Promise<PageAnswer>

export function createOpen(deps: OpenDeps): OpenPage {
  return async (page, { purpose, name }) => {
    const parsed = name === undefined ? null : parseAccountName(name)
    if (parsed && !parsed.ok) return parsed
    const draft = draftOf(deps, page, parsed?.name ?? null)
    const { facts, neighbouring, openedAt } = await readFacts(deps, draft)
    const judged = judgeOpening(facts, deps.risk)
    if (judged.outcome === 'single' || judged.outcome === 'dual') {
      const reasons = judged.outcome === 'dual' ? judged.reasons : []
      await deps.foundMarks.setPage(markedPage(draft), facts.marks, reasons) // [L16]
      return create(deps, { ...draft, openedAt }, purpose, reasons)
    }
    if (facts.admission === 'admitted') {
      await deps.livePages.leave(draft)
      await deps.pairings.removeHints(networkIndex(draft.network), [draft.id])
    }
    if (judged.outcome === 'lock') return deps.lockPages.neighbours(draft, neighbouring, judged)
    const from = blamed(page.network)
    deps.tally.count(`${judged.outcome}.${judged.code}`, from)
    if (facts.admission === 'network-full') deps.tally.count('refused.live-per-network', from)
    return refusal(judged.code, judged.outcome === 'wait' ? judged.forMs : undefined)
  }
}

function markedPage({ page, typed }: Draft): MarkedPage {
  return { pageKey: page.pageKey, browser: page.browser, name: typed?.folded ?? null }
}

function draftOf(deps: OpenDeps, page: Page, typed: AccountName | null): Draft {
  const id = randomBytes(16).toString('base64url') as PairingId
  return { id, page, typed, ...networkTags(deps.secrets, page.network, id) }
}

/**
 * Counts the opening, gets a place for it, and reads what is around it. If a limit stops it, nothing more is read.
 */
async function readFacts(
  deps: OpenDeps,
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

async function create(
  deps: OpenDeps,
  draft: Draft & { readonly openedAt: number },
  purpose: Purpose,
  reasons: Open['reasons'],
): Promise<PageAnswer> {
  const { id, page, typed, network, wideNetwork, openedAt } = draft
  const { keyId } = deps.secrets
  const record: Open = {
    format: 2,
    state: 'open',
    id,
    version: 1,
    purpose,
    pageKey: page.pageKey,
    browser: page.browser,
    network,
    wideNetwork,
    requester: { device: page.device, network: page.network.shown, place: page.place?.name ?? null },
    place: page.place,
    keyId,
    openedAt,
    epoch: 0,
    epochAt: openedAt,
    binding: typed && (await deps.names.bindTo(typed)),
    pinHash: typed && deps.names.pinHashOf({ id, keyId, epoch: 0 }, typed.folded),
    wrongReturnPins: 0,
    reasons,
    viewVersion: 1,
    connection: page.connection,
    detachedAt: null,
    replies: {},
  }
  // It is filed under its network already.
  const hints = [
    { index: browserIndex(page.browser), ttlMs: deps.lives.whole },
    ...(typed ? deps.names.hintsOf(record, typed.folded) : []),
  ]
  if (!(await deps.pairings.create(record, keptMs(record, openedAt, deps.lives), hints))) {
    throw new Error('Two pairings drew the same 128-bit id.')
  }
  deps.tally.count('state.open')
  return deps.showPage({ pairing: record, now: openedAt })
}
