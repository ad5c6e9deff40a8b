import type { PairingId } from '../../shared/ids.ts'
import type { Surroundings } from '../throttle/ladder.ts'
import { LADDER } from '../throttle/numbers.ts'
import type { PairingDeps } from './deps.ts'
import { nameIndex, networkIndex, networkMark } from './indexes.ts'
import { isEnded, type Live, lapse, type Pairing } from './machine.ts'

/**
 * Requests that are looked at for neighbours, the newest of a network. More than these within a minute make
 * the network busy anyway, whose reason asks no less.
 */
const LOOKED_AT = 16

/** The page whose surroundings are read. */
export interface PageInPlace {
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
  readonly neighbouring: readonly Live[]
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
    page.name === null ? [] : otherRequests(deps, page, nameIndex(deps.secrets, page.name), now),
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

/** Requests under an index word that other browsers hold open. */
async function otherRequests(
  deps: PairingDeps,
  page: PageInPlace,
  index: string,
  now: number,
): Promise<Live[]> {
  const ids = await deps.pairings.hints(index, LOOKED_AT)
  const loaded = await Promise.all(ids.filter((id) => id !== page.id).map((id) => deps.pairings.load(id)))
  return loaded.flatMap(({ pairing }) => {
    const standing = pairing && (lapse(pairing, now, deps.lives).next ?? pairing)
    return standing && isRequest(standing) && standing.browser !== page.browser ? [standing] : []
  })
}

/** Somebody still waits at this page for the other device, or for the new passkey. */
function isRequest(pairing: Pairing): pairing is Live {
  return !isEnded(pairing) && pairing.state !== 'registered' && pairing.state !== 'done'
}

function isNear(openedAt: number, pageOpenedAt: number, now: number): boolean {
  return Math.abs(openedAt - pageOpenedAt) <= LADDER.neighbour || now - openedAt <= LADDER.neighbour
}
