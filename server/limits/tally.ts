import type { MeasureName } from '../../shared/admin.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { type Figures, type HotKey, MOST_SOURCES, type Source } from './figures.ts'
import type { LimitRule, Usage } from './limiter.ts'
import { measureOf } from './measure-of.ts'

const EVERY_MS = 1_000
/** Admins see a key from this share of its budget on. */
const HOT_SHARE = 0.8
/** A window of one second would end before anybody could see it. */
const SEEN_AT_LEAST_MS = 5_000
/** How many networks one process tells apart within a second. */
const MOST_SOURCES_A_FLUSH = 1_000

/** Counts what admins see. It never waits, never throws, and allows nothing. */
export interface Tally {
  /** `from`: the cut network that it came from, if one caused it. */
  count(name: string, from?: string | null): void
  /** Notes what a key has spent. `shown` is a cut network, or null. */
  spending(rule: LimitRule, usage: Usage, key: string, shown: string | null): void
  /** Writes what is left, and stops. */
  close(): Promise<void>
}

/**
 * Collects in this process and adds to the figures once a second, so that a flood costs one call, like a quiet day.
 */
export function createTally(figures: Pick<Figures, 'add'>, warnings: Warnings, careful: Careful): Tally {
  let counts: Record<string, number> = {}
  let hot = new Map<string, HotKey>()
  let sources = new Map<string, Source>()

  function noteSource(measure: MeasureName, network: string): void {
    const name = `${measure} ${network}`
    const before = sources.get(name)
    if (!before && sources.size >= MOST_SOURCES_A_FLUSH) return
    sources.set(name, { measure, network, count: (before?.count ?? 0) + 1 })
  }

  async function flush(): Promise<void> {
    if (Object.keys(counts).length + hot.size === 0) return
    const [sent, keys] = [counts, [...hot.values()]]
    const rolled = { totals: totalsOf(sent), sources: largest([...sources.values()]) }
    counts = {}
    hot = new Map()
    sources = new Map()
    try {
      await figures.add(sent, keys, rolled)
      warnings.end('figures')
    } catch (err) {
      warnings.begin('figures', 'Counts for the console are lost: their store can’t be reached.', err)
    }
  }

  const timer = setInterval(careful('writing figures', flush), EVERY_MS)
  timer.unref()
  return {
    count(name, from = null) {
      counts[name] = (counts[name] ?? 0) + 1
      const measure = measureOf(name)
      if (measure && from !== null) noteSource(measure, from)
    },
    spending(rule, { spent, endsInMs }, key, shown) {
      if (spent < rule.points * HOT_SHARE) return
      const { name, points } = rule
      const seenMs = Math.max(endsInMs, SEEN_AT_LEAST_MS)
      hot.set(`${name} ${key}`, { rule: name, key: key.slice(0, 8), shown, spent, points, endsInMs: seenMs })
    },
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

function totalsOf(counts: Readonly<Record<string, number>>): Partial<Record<MeasureName, number>> {
  const totals: Partial<Record<MeasureName, number>> = {}
  for (const [word, count] of Object.entries(counts)) {
    const measure = measureOf(word)
    if (measure) totals[measure] = (totals[measure] ?? 0) + count
  }
  return totals
}

/** The store takes only a limited number for a minute, so those with the most must be sent. */
function largest(sources: readonly Source[]): readonly Source[] {
  return [...sources].sort((one, other) => other.count - one.count).slice(0, MOST_SOURCES)
}
