import type { PairingId } from '../../../shared/ids.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { Pairing } from '../../methods/pairing/machine.ts'
import type { Hint, PairingStore } from '../../methods/pairing/pairing-store.ts'
import type { Clock } from './clock.ts'
import { type Counted, createExpiringMap } from './expiring-map.ts'

/** The most pairings: far more than the caps on live pages allow, since a pairing is kept for a while after its end. */
export const MOST_PAIRINGS = 100_000
/** The most index words. */
export const MOST_INDEXES = 100_000
/** The most hints under one index word. All of one word have the same lifetime, so those that were filed first end first. */
const MOST_HINTS = 500

/** Pairings of one process. If they are full, they count as away: no live one is thrown out. */
export function memoryPairingStore(now: Clock): PairingStore & Counted {
  const pairings = createExpiringMap<Pairing>({ now, most: MOST_PAIRINGS })
  let filed = 0
  const indexes = createExpiringMap<Map<PairingId, number>>({
    now,
    most: MOST_INDEXES,
    onEnd: ({ size }) => {
      filed -= size
    },
  })

  function addHint(id: PairingId, { index, ttlMs }: Hint): void {
    const hints = indexes.get(index) ?? new Map<PairingId, number>()
    const before = hints.size
    hints.delete(id)
    for (const [first, endsAt] of hints) {
      if (endsAt > now() && hints.size < MOST_HINTS) break
      hints.delete(first) // [K190]
    }
    hints.set(id, now() + ttlMs)
    if (!indexes.set(index, hints, Math.max(ttlMs, indexes.leftMs(index)))) throw new StoreAway('memory')
    filed += hints.size - before
  }

  return {
    held: () => ({ records: pairings.count(), words: indexes.count(), hints: filed }),
    async create(pairing, ttlMs, hints = []) {
      if (pairings.get(pairing.id)) return false
      if (!pairings.set(pairing.id, pairing, ttlMs)) throw new StoreAway('memory')
      for (const hint of hints) addHint(pairing.id, hint)
      return true
    },
    async load(id) {
      return { pairing: pairings.get(id) ?? null, now: now() }
    },
    async replace(next, { version, until }, ttlMs) {
      if (now() >= until || pairings.get(next.id)?.version !== version) return false
      return pairings.set(next.id, next, ttlMs)
    },
    async addHints(id, under) {
      for (const hint of under) addHint(id, hint)
    },
    async hints(index, most) {
      return liveHints(indexes.get(index), now())
        .slice(0, most)
        .map(([id]) => id)
    },
    async removeHints(index, ids) {
      const hints = indexes.get(index)
      for (const id of ids) if (hints?.delete(id)) filed -= 1
      if (hints?.size === 0) indexes.delete(index)
    },
  }
}

/** The one that ends last comes first. If several end together, the one added last comes first. */
function liveHints(hints: ReadonlyMap<PairingId, number> | undefined, now: number): [PairingId, number][] {
  return [...(hints ?? [])]
    .filter(([, endsAt]) => endsAt > now)
    .reverse()
    .sort(([, one], [, other]) => other - one)
}
