import type { PairingId } from '../../../../shared/ids.ts'
import { RISK } from '../../../limits/numbers.ts'
import type { PairingDeps } from '../deps.ts'
import { foldedNameOf } from '../folded-name.ts'
import { nameIndex, networkIndex, networkMark } from '../indexes.ts'
import { type AtPage, isAtPage, lapse, type Pairing } from '../machine.ts'
import type { Surroundings } from './policy.ts'

/** Hints that are looked at in one go, at least. */
const LOOKED_AT = 16
/** And how often at most: one that leads nowhere is taken out, so that the next look is spared it. */
const MOST_GOES = 40

/** The page whose surroundings are read. */
interface PageInPlace {
  readonly id: PairingId
  readonly browser: string
  /** Keyed hash of its network. */
  readonly network: string
  readonly openedAt: number
  /** Folded, if one was typed. */
  readonly name: string | null
}

export interface Found extends Surroundings {
  /** The neighbours themselves, for a policy that locks them as well. */
  readonly neighbouring: readonly AtPage[]
}

/** Reads what is around a page, by the store's clock `now`. Throws StoreAway. */
export async function readSurroundings(
  deps: PairingDeps,
  page: PageInPlace,
  markedSubjects: readonly string[],
  now: number,
): Promise<Found> {
  const [neighbouring, sameName, livePages, openings, storeAgeMs, marks] = await Promise.all([
    otherRequests(deps, page, networkIndex(page.network), now),
    page.name === null ? [] : otherRequests(deps, page, nameIndex(deps.secrets, page.name), now, page.name),
    deps.livePages.countOn(page.network),
    deps.guard.openingsOn(page.network),
    deps.newness(),
    deps.marks.read([...markedSubjects, networkMark(page.network)]),
  ])
  const near = neighbouring.filter(({ openedAt }) => isNear(openedAt, page.openedAt, now))
  return {
    neighbouring: near,
    neighbours: near.length,
    sameName: sameName.length,
    livePages,
    openings,
    storeAgeMs,
    marks,
  }
}

/**
 * Requests under an index word that other browsers hold open, the newest first: as many as make a network
 * busy, whose reason asks no less. Whatever is over is taken out on the way, or else a stranger would open and
 * leave pages until nobody sees the one that counts.
 */
async function otherRequests(
  deps: PairingDeps,
  page: PageInPlace,
  index: string,
  now: number,
  name: string | null = null,
): Promise<AtPage[]> {
  const enough = Math.max(LOOKED_AT, deps.risk.busyPages + 2)
  for (let go = 1; ; go += 1) {
    const ids = (await deps.pairings.hints(index, enough)).filter((id) => id !== page.id)
    const loaded = await Promise.all(ids.map((id) => deps.pairings.load(id)))
    const standing = loaded.map(({ pairing }) => pairing && (lapse(pairing, now, deps.lives).next ?? pairing))
    const over = ids.filter((_id, place) => !isStill(standing[place] ?? null, name))
    await deps.pairings.removeHints(index, over)
    const hidden = over.length > 0 && ids.length + 1 >= enough
    if (hidden && go < MOST_GOES) continue // [L30]
    return standing.flatMap((one) => (isStill(one, name) && one.browser !== page.browser ? [one] : []))
  }
}

/** It is a request, and under its index word still: a page can be bound to another name. */
function isStill(pairing: Pairing | null, name: string | null): pairing is AtPage {
  if (pairing === null || !isAtPage(pairing)) return false
  return name === null || foldedNameOf(pairing) === name
}

function isNear(openedAt: number, pageOpenedAt: number, now: number): boolean {
  return Math.abs(openedAt - pageOpenedAt) <= RISK.neighbour || now - openedAt <= RISK.neighbour
}
