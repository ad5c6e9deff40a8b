import { StoreAway } from '../../errors/store-away.ts'
import { surePoints } from '../../limits/judge-spending.ts'
import type { Limiter, LimitRule, Spending, Usage } from '../../limits/limiter.ts'
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

  const openedAt = now()

  function windowsOf({ name }: Pick<LimitRule, 'name'>): ExpiringMap<Window> {
    const windows = rules.get(name) ?? createExpiringMap<Window>({ now, most: Number.POSITIVE_INFINITY })
    rules.set(name, windows)
    return windows
  }

  const countAll = () => [...rules.values()].reduce((sum, windows) => sum + windows.count(), 0)

  function begin(rule: LimitRule, key: string): Window {
    if (countAll() >= mostKeys) throw new StoreAway('memory')
    const window = { spent: 0 }
    windowsOf(rule).set(key, window, rule.windowMs)
    return window
  }

  function usageOf(rule: Pick<LimitRule, 'name'>, key: string): Usage {
    const windows = windowsOf(rule)
    return { spent: windows.get(key)?.spent ?? 0, endsInMs: windows.leftMs(key) }
  }

  return {
    held: () => ({ keys: countAll() }),
    async spend(lines) {
      const spendings: Spending[] = []
      for (const [rule, key] of lines) {
        const window = windowsOf(rule).get(key) ?? begin(rule, key)
        window.spent += 1
        const storeAgeMs = rule.guess ? now() - openedAt : Number.POSITIVE_INFINITY
        spendings.push({ ...usageOf(rule, key), storeAgeMs })
        if (window.spent > surePoints(rule)) break
      }
      return spendings
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
