import {
  type Figures,
  type HotKey,
  KEPT_HOURS,
  MOST_SOURCES,
  type Rolled,
  SOURCE_MINUTES,
} from '../../limits/figures.ts'
import { sumSources } from '../sum-sources.ts'
import type { Clock } from './clock.ts'
import { createExpiringMap } from './expiring-map.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const KEPT_MINUTES = 60
const MOST_HOT_KEYS = 1_000

/** Figures of one process. */
export function memoryFigures(now: Clock): Figures {
  const minutes = slots(now, MINUTE_MS, KEPT_MINUTES)
  const hours = slots(now, HOUR_MS, KEPT_HOURS)
  const sources = slots(now, MINUTE_MS, SOURCE_MINUTES, MOST_SOURCES)
  const names = new Set<string>()
  const nameOf = (hot: HotKey) => `${hot.rule} ${hot.key}`
  const onEnd = (hot: HotKey) => void names.delete(nameOf(hot))
  const hotKeys = createExpiringMap<HotKey>({ now, most: MOST_HOT_KEYS, onEnd })

  function note(hot: HotKey): void {
    // If the map is full of hot keys, one more tells an admin nothing new.
    if (hotKeys.set(nameOf(hot), hot, hot.endsInMs)) names.add(nameOf(hot))
  }

  function roll({ totals, sources: from }: Rolled): void {
    hours.add(Object.entries(totals))
    sources.add(from.map(({ measure, network, count }) => [`${measure} ${network}`, count]))
  }

  return {
    async add(counts, hot, rolled) {
      minutes.add(Object.entries(counts))
      for (const one of hot) note(one)
      if (rolled) roll(rolled)
    },
    minutes: async () => minutes.list(),
    hours: async () => hours.list(),
    sources: async () => sumSources(sources.list().map(({ counts }) => counts)),
    async hotKeys(most) {
      const found = [...names].flatMap((name) => {
        const hot = hotKeys.get(name)
        return hot ? [{ ...hot, endsInMs: hotKeys.leftMs(name) }] : []
      })
      return found.sort((one, other) => other.spent / other.points - one.spent / one.points).slice(0, most)
    },
  }
}

/** Counts by word, in slots of the same length. The newest `kept` slots are kept. */
function slots(now: Clock, lengthMs: number, kept: number, mostWords = Number.POSITIVE_INFINITY) {
  const all = createExpiringMap<Map<string, number>>({ now, most: 2 * kept })
  const running = () => Math.floor(now() / lengthMs)
  return {
    add(counts: readonly (readonly [string, number])[]): void {
      if (counts.length === 0) return
      const slot = String(running())
      const tally = all.get(slot) ?? new Map<string, number>()
      all.set(slot, tally, kept * lengthMs)
      for (const [word, more] of counts) {
        const before = tally.get(word)
        if (before === undefined && tally.size >= mostWords) continue // [A121]
        tally.set(word, (before ?? 0) + more)
      }
    },
    /** Newest first. */
    list() {
      // Read only once: otherwise a slot that ends meanwhile would be counted twice.
      const newest = running()
      return Array.from({ length: kept }, (_, back) => newest - back).flatMap((slot) => {
        const counts = all.get(String(slot))
        return counts ? [{ agoMs: now() - slot * lengthMs, counts: Object.fromEntries(counts) }] : []
      })
    },
  }
}
