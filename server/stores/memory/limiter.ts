import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Limiter } from '../../ports/limiter.ts'
import { StoreAway } from '../../ports/store-away.ts'
import { flexibleLimiter } from '../../throttle/flexible-limiter.ts'
import type { Clock } from './clock.ts'
import { createExpiringMap } from './expiring-map.ts'

/** Keys that are counted at once, over all rules; about 80 MB. */
const MOST_KEYS = 200_000

/**
 * Budgets of one process. The library holds a counter and a timer for each key without end, so keys beyond
 * the bound are refused as StoreAway, and known keys go on: a flood can neither fill the memory nor win a
 * fresh budget.
 */
export function memoryLimiter(now: Clock, mostKeys = MOST_KEYS): Limiter {
  const limiter = flexibleLimiter(
    ({ name, points, windowMs }) =>
      new RateLimiterMemory({ keyPrefix: name, points, duration: windowMs / 1_000 }),
  )
  const known = createExpiringMap<true>({ now, most: mostKeys })

  return {
    ...limiter,
    async spend(rule, key) {
      const counter = `${rule.name} ${key}`
      if (!known.get(counter) && !known.set(counter, true, rule.windowMs)) throw new StoreAway('memory')
      return limiter.spend(rule, key)
    },
    async clear(rule, key) {
      known.delete(`${rule.name} ${key}`)
      await limiter.clear(rule, key)
    },
  }
}
