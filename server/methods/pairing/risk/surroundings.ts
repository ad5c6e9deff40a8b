import type { PairingId } from '../../../../shared/ids.ts'
import { DUAL_REASONS } from '../../../../shared/pairing.ts'
import { type BudgetName, RISK } from '../../../limits/numbers.ts'
import type { StoreNewness } from '../../../limits/store-newness.ts'
import { nameIndex, networkIndex, networkMark } from '../indexes.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { type AtPage, isAtPage, lapse, type Pairing } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import { foldedNameOf } from '../typed-name.ts'
import type { RiskSettings, Surroundings } from './policy.ts'
import type { Around, Asked, SurroundingsStore } from './surroundings-store.ts'

/** How many hints are looked at in one round, at least. */
const LOOKED_AT = 16
/** The most rounds. A hint that is out of date is removed, so the next look does not meet it again. */
const MOST_ROUNDS = 40
/** The budgets for openings of a network. */
const OPENINGS: readonly BudgetName[] = ['opening', 'opening-named']

interface SurroundingsDeps {
  readonly surroundings: SurroundingsStore
  readonly pairings: Pick<PairingStore, 'load' | 'hints' | 'removeHints'>
  readonly secrets: Pick<PairingSecrets, 'tag'>
  readonly risk: Pick<RiskSettings, 'busyPages'>
  readonly lives: Lifetimes
  readonly newness: StoreNewness
}

/** The page whose surroundings are read. */
interface PageInPlace {
  readonly id: PairingId
  readonly browser: string
  /** Keyed hash of its network. */
  readonly network: string
  readonly openedAt: number
  /** The typed name, folded. Null if none was typed. */
  readonly name: string | null
}

/** The surroundings of a page, with what else was asked for. */
interface Found extends Surroundings, Pick<Around, 'now' | 'admission' | 'lockedMs'> {
  /** The neighbours themselves, for a policy that locks them. */
  readonly neighbouring: readonly AtPage[]
  /** What else the caller asked for, by index word. */
  readonly hints: Around['hints']
  /** By subject. */
  readonly marksOf: Around['marks']
}

/** Reads what is around a page and, in the same step, what else the caller asks for. Throws StoreAway. */
export type ReadSurroundings = (
  page: PageInPlace,
  asked: Pick<Asked, 'admit' | 'file' | 'hints' | 'locks' | 'marks'>,
) => Promise<Found>

export function createReadSurroundings(deps: SurroundingsDeps): ReadSurroundings {
  return async (page, { hints = [], marks = [], ...asked }) => {
    const { network, name } = page
    const onNetwork = networkIndex(network)
    const ofName = name === null ? null : nameIndex(deps.secrets, name)
    const most = Math.max(LOOKED_AT, deps.risk.busyPages + 2)
    const requests = [onNetwork, ...(ofName === null ? [] : [ofName])].map((index) => ({ index, most }))
    const around = await deps.surroundings.read({
      ...asked,
      hints: [...requests, ...hints],
      marks: [...marks, networkMark(network)],
      liveOn: network,
      age: true,
      budgets: OPENINGS.map((rule) => ({ rule, key: network })),
    })
    const { now, admission, lockedMs, livePages, spent, storeAgeMs } = around
    const stuck = [...around.marks.values()].flat()
    const look = { page, now, enough: most, hints: around.hints }
    const [neighbouring, sameName] = await Promise.all([
      otherRequests(deps, look, onNetwork),
      ofName === null ? [] : otherRequests(deps, look, ofName, name),
    ])
    const near = neighbouring.filter(({ openedAt }) => isNear(openedAt, page.openedAt, now))
    return {
      now,
      admission,
      lockedMs,
      hints: around.hints,
      marksOf: around.marks,
      neighbouring: near,
      neighbours: near.length,
      sameName: sameName.length,
      livePages,
      openings: spent,
      storeAgeMs: deps.newness(storeAgeMs),
      marks: DUAL_REASONS.filter((reason) => stuck.includes(reason)),
    }
  }
}

/** One look around a page, with the hints that it found. */
interface Look extends Pick<Around, 'now' | 'hints'> {
  readonly page: PageInPlace
  /** How many hints are enough: so many pages make the network busy, and that makes the pairing dual anyway. */
  readonly enough: number
}

/**
 * Open requests of other browsers under an index word, newest first. Hints of requests that are over are removed on
 * the way. Otherwise a stranger could open and leave so many pages that nobody finds the one that matters. A hint
 * without a record stays: that page is being opened, and must be found later.
 */
async function otherRequests(
  deps: SurroundingsDeps,
  { page, now, enough, hints }: Look,
  index: string,
  name: string | null = null,
): Promise<AtPage[]> {
  let found = hints.get(index) ?? []
  for (let round = 1; ; round += 1) {
    const ids = found.filter((id) => id !== page.id)
    const loaded = await Promise.all(ids.map((id) => deps.pairings.load(id)))
    const standing = loaded.map(({ pairing }) => pairing && (lapse(pairing, now, deps.lives).next ?? pairing))
    const over = ids.filter((_id, place) => standing[place] && !isStill(standing[place], name)) // [L65]
    await deps.pairings.removeHints(index, over)
    const hidden = over.length > 0 && ids.length + 1 >= enough && round < MOST_ROUNDS
    if (!hidden)
      return standing.flatMap((one) => (isStill(one, name) && one.browser !== page.browser ? [one] : []))
    found = await deps.pairings.hints(index, enough) // [L30]
  }
}

/**
 * Whether it is still a request, and still under this index word: a page can be bound to another name meanwhile.
 */
function isStill(pairing: Pairing | null, name: string | null): pairing is AtPage {
  if (pairing === null || !isAtPage(pairing)) return false
  return name === null || foldedNameOf(pairing) === name
}

function isNear(openedAt: number, pageOpenedAt: number, now: number): boolean {
  return Math.abs(openedAt - pageOpenedAt) <= RISK.neighbour || now - openedAt <= RISK.neighbour
}
