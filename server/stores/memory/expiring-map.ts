import type { Clock } from './clock.ts'

/** What a store of this process can say of itself: how many entries it holds by now, by what they are. */
export interface Counted {
  held(): Readonly<Record<string, number>>
}

/** A map of bounded size whose entries end by themselves. */
export interface ExpiringMap<Value> {
  get(key: string): Value | undefined
  /** Milliseconds that the entry has left; 0 when there is none. */
  leftMs(key: string): number
  /** Writes and restarts the entry's time. False, with nothing written, when a new key finds the map full. */
  set(key: string, value: Value, ttlMs: number): boolean
  delete(key: string): void
  count(): number
}

export interface ExpiringMapOptions<Value> {
  readonly now: Clock
  /** Live entries at most; none is ever thrown out for another. */
  readonly most: number
  /** Called with each value whose entry ended, by time or by `delete`. */
  readonly onEnd?: (value: Value) => void
}

/** Holds no value, so that the stale twin of an entry that was rewritten keeps nothing alive. */
interface End {
  readonly key: string
  readonly endsAt: number
}

interface Entry<Value> {
  readonly value: Value
  readonly end: End
}

/**
 * Entries stand in a second list, sorted by their end, so that a sweep touches only what has ended. Sweeps
 * ride on other calls instead of a timer: an idle map keeps what it holds, bounded, until the next call.
 */
export function createExpiringMap<Value>(options: ExpiringMapOptions<Value>): ExpiringMap<Value> {
  const { now, most, onEnd } = options
  const entries = new Map<string, Entry<Value>>()
  let byEnd: End[] = []

  const isCurrent = (end: End) => entries.get(end.key)?.end === end

  function drop(key: string) {
    const entry = entries.get(key)
    entries.delete(key)
    if (entry) onEnd?.(entry.value)
  }

  function sweep() {
    const live = firstEndingAfter(byEnd, now())
    for (const end of byEnd.splice(0, live)) if (isCurrent(end)) drop(end.key)
    // Rewritten and deleted entries leave a stale twin in the list: it must not outgrow the map.
    if (byEnd.length > 2 * entries.size + 64) byEnd = byEnd.filter(isCurrent)
  }

  function find(key: string): Entry<Value> | undefined {
    const entry = entries.get(key)
    return entry && entry.end.endsAt > now() ? entry : undefined
  }

  return {
    get: (key) => find(key)?.value,
    leftMs: (key) => (find(key)?.end.endsAt ?? now()) - now(),
    set(key, value, ttlMs) {
      sweep()
      if (!entries.has(key) && entries.size >= most) return false
      const end = { key, endsAt: now() + ttlMs }
      entries.set(key, { value, end })
      byEnd.splice(firstEndingAfter(byEnd, end.endsAt), 0, end)
      return true
    },
    delete: drop,
    count() {
      sweep()
      return entries.size
    },
  }
}

function firstEndingAfter(byEnd: readonly { readonly endsAt: number }[], time: number): number {
  let low = 0
  let high = byEnd.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((byEnd[middle]?.endsAt ?? 0) > time) high = middle
    else low = middle + 1
  }
  return low
}
