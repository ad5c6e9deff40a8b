import { RateLimiterRedis } from 'rate-limiter-flexible'
import { flexibleLimiter } from '../../limits/flexible-limiter.ts'
import type { Limiter } from '../../limits/limiter.ts'
import { ask } from './ask.ts'
import type { RedisClient } from './connection-options.ts'
import { limitKey, limitPrefix } from './keys.ts'
import { defineScript } from './script.ts'

const USAGE = `return { redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1]) }`

/** Budgets of the whole deployment. */
export function redisLimiter(client: RedisClient): Limiter {
  // The package asks by a transaction of four commands.
  const usage = defineScript<[string | null, number]>(client, 'reads', USAGE)
  const limiter = flexibleLimiter(
    ({ name, points, windowMs }) =>
      new RateLimiterRedis({
        storeClient: client,
        keyPrefix: limitPrefix(name),
        points,
        duration: windowMs / 1_000,
      }),
  )
  return {
    spend: (rule, key) => ask(limiter.spend(rule, key)),
    async usage({ name }, key) {
      const [spent, endsInMs] = await usage([limitKey(name, key)])
      return spent === null || endsInMs <= 0 ? { spent: 0, endsInMs: 0 } : { spent: Number(spent), endsInMs }
    },
    giveBack: (rule, key) => ask(limiter.giveBack(rule, key)),
    clear: (rule, key) => ask(limiter.clear(rule, key)),
  }
}
