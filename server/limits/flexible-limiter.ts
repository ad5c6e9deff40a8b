import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limiter, LimitRule, Usage } from './limiter.ts'

/**
 * A Limiter over any store of rate-limiter-flexible: one limiter for each rule, made when it is first used.
 * The window of a key begins with its first point and is never moved. Errors of the store pass through.
 */
export function flexibleLimiter(make: (rule: LimitRule) => RateLimiterAbstract): Limiter {
  const limiters = new Map<string, RateLimiterAbstract>()

  function limiterOf(rule: LimitRule): RateLimiterAbstract {
    const limiter = limiters.get(rule.name) ?? make(rule)
    limiters.set(rule.name, limiter)
    return limiter
  }

  return {
    async spend(rule, key) {
      try {
        return { allowed: true, ...usageOf(await limiterOf(rule).consume(key)) }
      } catch (refusal) {
        // A spent budget is rejected with a result, a failure with an Error.
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return { allowed: false, retryAfterMs: refusal.msBeforeNext, ...usageOf(refusal) }
      }
    },
    async usage(rule, key) {
      const result = await limiterOf(rule).get(key)
      if (!result || result.msBeforeNext <= 0) return { spent: 0, endsInMs: 0 }
      return usageOf(result)
    },
    async giveBack(rule, key) {
      const limiter = limiterOf(rule)
      const { consumedPoints } = await limiter.reward(key)
      // The window of that point is over: a credit in the next one would be a try too many.
      if (consumedPoints < 0) await limiter.penalty(key)
    },
    async clear(rule, key) {
      await limiterOf(rule).delete(key)
    },
  }
}

function usageOf({ consumedPoints, msBeforeNext }: RateLimiterRes): Usage {
  return { spent: consumedPoints, endsInMs: msBeforeNext }
}
