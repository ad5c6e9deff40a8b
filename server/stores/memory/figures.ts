import type { Figures, HotKey } from '../../ports/figures.ts'
import type { Clock } from './clock.ts'
import { createExpiringMap } from './expiring-map.ts'

const MINUTE_MS = 60_000
const KEPT_MINUTES = 60
const MOST_HOT_KEYS = 1_000

/** Figures of one process. */
export function memoryFigures(now: Clock): Figures {
  const minutes = createExpiringMap<Map<string, number>>({ now, most: 2 * KEPT_MINUTES })
  const names = new Set<string>()
  const nameOf = (hot: HotKey) => `${hot.rule} ${hot.key}`
  const onEnd = (hot: HotKey) => void names.delete(nameOf(hot))
  const hotKeys = createExpiringMap<HotKey>({ now, most: MOST_HOT_KEYS, onEnd })

  function note(hot: HotKey): void {
    // Full of hot keys, one more tells an admin nothing new.
    if (hotKeys.set(nameOf(hot), hot, hot.endsInMs)) names.add(nameOf(hot))
  }

  function running(): Map<string, number> {
    const minute = String(Math.floor(now() / MINUTE_MS))
    const counts = minutes.get(minute) ?? new Map<string, number>()
    minutes.set(minute, counts, KEPT_MINUTES * MINUTE_MS)
    return counts
  }

  return {
    async add(counts, hot) {
      const tally = running()
      for (const [name, more] of Object.entries(counts)) tally.set(name, (tally.get(name) ?? 0) + more)
      for (const one of hot) note(one)
    },
    async minutes() {
      const newest = Math.floor(now() / MINUTE_MS)
      return Array.from({ length: KEPT_MINUTES }, (_, back) => newest - back).flatMap((minute) => {
        const counts = minutes.get(String(minute))
        return counts ? [{ agoMs: now() - minute * MINUTE_MS, counts: Object.fromEntries(counts) }] : []
      })
    },
    async hotKeys(most) {
      const found = [...names].flatMap((name) => {
        const hot = hotKeys.get(name)
        return hot ? [{ ...hot, endsInMs: hotKeys.leftMs(name) }] : []
      })
      return found.sort((one, other) => other.spent / other.points - one.spent / one.points).slice(0, most)
    },
  }
}
