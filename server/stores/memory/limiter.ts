import { StoreAway } from '../../errors/store-away.ts'
import { surePoints } from '../../limits/judge-spending.ts'
import type { BudgetLine, Limiter, LimitRule, Usage } from '../../limits/limiter.ts'
import type { Clock } from './clock.ts'
import { type Counted, createExpiringMap, type ExpiringMap } from './expiring-map.ts'

/** The most keys that are counted at once, over all rules; 240 bytes each. */
export const MOST_KEYS = 500_000

interface Window {
  spent: number
}

/**
 * Budgets of one process. New keys beyond the bound are refused with StoreAway, and known keys are still counted. So
 * a flood can neither fill the memory nor get a fresh budget. Each rule has its own map: all its windows have the same
 * length, so they end in the order in which they began, and a new one always goes to the end of the list.
 */
export function memoryLimiter(now: Clock, mostKeys = MOST_KEYS): Limiter & Counted {
  const rules = new Map<string, ExpiringMap<Window>>()
  /** All windows that have not been swept away: those that have ended too, until their rule is used again. */
  let held = 0
  const onEnd = () => {
    held -= 1
  }

  const openedAt = now()

  function windowsOf({ name }: Pick<LimitRule, 'name'>): ExpiringMap<Window> {
    const windows =
      rules.get(name) ?? createExpiringMap<Window>({ now, most: Number.POSITIVE_INFINITY, onEnd })
    rules.set(name, windows)
    return windows
  }

  /** Sweeps the windows of all rules. */
  const countAll = () => [...rules.values()].reduce((sum, windows) => sum + windows.count(), 0)

  const hasRoomFor = (fresh: number) => held + fresh <= mostKeys || countAll() + fresh <= mostKeys

  function begin(rule: LimitRule, key: string): Window {
    const window = { spent: 0 }
    windowsOf(rule).set(key, window, rule.windowMs)
    held += 1
    return window
  }

  function usageOf(rule: Pick<LimitRule, 'name'>, key: string): Usage {
    const windows = windowsOf(rule)
    return { spent: windows.get(key)?.spent ?? 0, endsInMs: windows.leftMs(key) }
  }

  /** The lines up to the first one that may be refused. If there is no room for a window of theirs, none is charged. */
  function charged(lines: readonly BudgetLine[]): readonly BudgetLine[] {
    const last = lines.findIndex(([rule, key]) => usageOf(rule, key).spent + 1 > surePoints(rule))
    const all = last < 0 ? lines : lines.slice(0, last + 1)
    const fresh = all.filter(([rule, key]) => !windowsOf(rule).get(key))
    if (fresh.length > 0 && !hasRoomFor(fresh.length)) throw new StoreAway('memory') // [K94]
    return all
  }

  return {
    held: () => ({ keys: countAll() }),
    async spend(lines) {
      return charged(lines).map(([rule, key]) => {
        const window = windowsOf(rule).get(key) ?? begin(rule, key)
        window.spent += 1
        const storeAgeMs = rule.guess ? now() - openedAt : Number.POSITIVE_INFINITY
        return { ...usageOf(rule, key), storeAgeMs }
      })
    },
    usage: async (rule, keys) => keys.map((key) => usageOf(rule, key)),
    async giveBack(rule, key) {
      const window = windowsOf(rule).get(key)
      if (window && window.spent > 0) window.spent -= 1
    },
    async clear(rule, key) {
      windowsOf(rule).delete(key)
    },
  }
}
