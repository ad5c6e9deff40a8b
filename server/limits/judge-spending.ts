import type { LimitRule, Spending, Verdict } from './limiter.ts'
import { RISK } from './numbers.ts'

/**
 * The verdict on a point that was spent. A guess that is counted in a window which began while the store was
 * new has half its budget, for the other half may have been forgotten. `storeAgeMs` is Infinity for a store
 * that can have forgotten nothing.
 */
export function judgeSpending(rule: LimitRule, spending: Spending, storeAgeMs: number): Verdict {
  if (!spending.allowed) return { allowed: false, retryAfterMs: spending.retryAfterMs }
  const ageWhenBegun = storeAgeMs - (rule.windowMs - spending.endsInMs)
  const halved = rule.guess && ageWhenBegun < RISK.newStore
  if (halved && spending.spent > rule.points / 2) return { allowed: false, retryAfterMs: spending.endsInMs } // [L9]
  return { allowed: true }
}
