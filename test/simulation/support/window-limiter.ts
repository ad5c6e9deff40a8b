import type { Limiter, LimitRule } from '../../../server/ports/limiter.ts'

/** The limiter by a clock that can jump; the product's own counts by the machine's. */
export function windowLimiter(now: () => number): Limiter {
  const windows = new Map<string, { spent: number; endsAt: number }>()

  function windowOf(rule: LimitRule, key: string) {
    const window = windows.get(`${rule.name} ${key}`)
    return window && window.endsAt > now() ? window : null
  }

  return {
    async spend(rule, key) {
      const window = windowOf(rule, key) ?? { spent: 0, endsAt: now() + rule.windowMs }
      window.spent += 1
      windows.set(`${rule.name} ${key}`, window)
      const usage = { spent: window.spent, endsInMs: window.endsAt - now() }
      if (window.spent <= rule.points) return { allowed: true, ...usage }
      return { allowed: false, retryAfterMs: usage.endsInMs, ...usage }
    },
    async usage(rule, key) {
      const window = windowOf(rule, key)
      return window ? { spent: window.spent, endsInMs: window.endsAt - now() } : { spent: 0, endsInMs: 0 }
    },
    async giveBack(rule, key) {
      const window = windowOf(rule, key)
      if (window && window.spent > 0) window.spent -= 1
    },
    async clear(rule, key) {
      windows.delete(`${rule.name} ${key}`)
    },
  }
}
