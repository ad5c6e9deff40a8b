import TinyQueue from 'tinyqueue'
import type { Clock } from './clock.ts'

/** A store that says how many entries of each kind it holds now. */
export interface Counted {
  held(): Readonly<Record<string, number>>
}

/** A map of bounded size whose entries end by themselves. */
export interface ExpiringMap<Value> {
  get(key: string): Value | undefined
  /** Milliseconds until the entry ends; 0 if there is none. */
  leftMs(key: string): number
  /** Writes and restarts the entry's time. False if the key is new and the map is full; then nothing is written. */
  set(key: string, value: Value, ttlMs: number): boolean
  delete(key: string): void
  count(): number
}

interface ExpiringMapOptions<Value> {
  readonly now: Clock
  /** The most live entries. None is ever thrown out for another. */
  readonly most: number
  /** Called with each value whose entry ended, by time or by `delete`. */
  readonly onEnd?: (value: Value) => void
}

/** Has no value in it, so that the old one of a rewritten entry keeps no value in memory. */
interface End {
  readonly key: string
  readonly endsAt: number
}

interface Entry<Value> {
  readonly value: Value
  readonly end: End
}

/**
 * A queue has the ends of all entries, the next one first, so that a sweep touches only entries that have ended. Sweeps
 * run within other calls, not by a timer: an idle map keeps its entries, which are bounded, until the next call.
 */
export function createExpiringMap<Value>(options: ExpiringMapOptions<Value>): ExpiringMap<Value> {
  const { now, most, onEnd } = options
  const entries = new Map<string, Entry<Value>>()
  let ends = queueOf([])

  const isCurrent = (end: End) => entries.get(end.key)?.end === end

  function drop(key: string) {
    const entry = entries.get(key)
    entries.delete(key)
    if (entry) onEnd?.(entry.value)
  }

  function sweep() {
    for (let next = ends.peek(); next && next.endsAt <= now(); next = ends.peek()) {
      ends.pop()
      if (isCurrent(next)) drop(next.key)
    }
    // Rewritten and deleted entries leave their old ends in the queue. It must not become much longer than the map.
    if (ends.length > 2 * entries.size + 64) ends = queueOf(ends.data.filter(isCurrent))
  }

  function find(key: string): Entry<Value> | undefined {
    const entry = entries.get(key)
    return entry && entry.end.endsAt > now() ? entry : undefined
  }

  return {
    get: (key) => find(key)?.value,
    leftMs(key) {
      const at = now()
      return Math.max(0, (entries.get(key)?.end.endsAt ?? at) - at)
    },
    set(key, value, ttlMs) {
      sweep()
      if (!entries.has(key) && entries.size >= most) return false
      const end = { key, endsAt: now() + ttlMs }
      entries.set(key, { value, end })
      ends.push(end)
      return true
    },
    delete: drop,
    count() {
      sweep()
      return entries.size
    },
  }
}

function queueOf(ends: End[]): TinyQueue<End> {
  return new TinyQueue(ends, (one, other) => one.endsAt - other.endsAt)
}
