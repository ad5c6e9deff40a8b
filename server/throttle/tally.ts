import type { Figures, HotKey } from '../ports/figures.ts'
import type { LimitRule, Usage } from '../ports/limiter.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'

const EVERY_MS = 1_000
/** From this share of its budget on, admins see a key. */
const HOT_SHARE = 0.8
/** A window of a second would be over before anybody could see it. */
const SEEN_AT_LEAST_MS = 5_000

/** Counts what admins watch. It never waits, never throws, and grants nothing. */
export interface Tally {
  count(name: string, more?: number): void
  /** Notes what a key has spent; `shown` is a cut network, or null. */
  spending(rule: LimitRule, usage: Usage, key: string, shown: string | null): void
  /** Writes what is left and stops. */
  close(): Promise<void>
}

/** Gathers in this process and adds to the figures once a second: a flood costs one call like a quiet day. */
export function createTally(figures: Pick<Figures, 'add'>, warnings: Warnings, careful: Careful): Tally {
  let counts: Record<string, number> = {}
  let hot = new Map<string, HotKey>()

  async function flush(): Promise<void> {
    if (Object.keys(counts).length + hot.size === 0) return
    const [sent, keys] = [counts, [...hot.values()]]
    counts = {}
    hot = new Map()
    try {
      await figures.add(sent, keys)
      warnings.end('figures')
    } catch (err) {
      warnings.begin('figures', 'Figures for admins are lost: their store is away.', err)
    }
  }

  const timer = setInterval(careful('writing figures', flush), EVERY_MS)
  timer.unref()
  return {
    count(name, more = 1) {
      counts[name] = (counts[name] ?? 0) + more
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
