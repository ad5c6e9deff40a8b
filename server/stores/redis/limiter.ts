import { RateLimiterRedis } from 'rate-limiter-flexible'
import { flexibleLimiter } from '../../limits/flexible-limiter.ts'
import type { Limiter } from '../../limits/limiter.ts'
import { ask } from './ask.ts'
import type { RedisClient } from './connection-options.ts'
import { limitPrefix } from './keys.ts'

/** Budgets of the whole deployment. */
export function redisLimiter(client: RedisClient): Limiter {
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
    usage: (rule, key) => ask(limiter.usage(rule, key)),
    giveBack: (rule, key) => ask(limiter.giveBack(rule, key)),
    clear: (rule, key) => ask(limiter.clear(rule, key)),
  }
}
