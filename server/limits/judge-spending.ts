import type { LimitRule, Spending, Verdict } from './limiter.ts'
import { RISK } from './numbers.ts'

/**
 * The verdict on a point that was spent. A guess that is counted in a window which began while the store was
 * new has half its budget, for the other half may have been forgotten. `storeAgeMs` is Infinity for a store
 * that can have forgotten nothing.
 */
export function judgeSpending(rule: LimitRule, spending: Spending, storeAgeMs: number): Verdict {
  const { spent, endsInMs } = spending
  const ageWhenBegun = storeAgeMs - (rule.windowMs - endsInMs)
  const halved = rule.guess && ageWhenBegun < RISK.newStore
  if (halved && spent > surePoints(rule)) return { allowed: false, retryAfterMs: endsInMs } // [L9]
  return spent > rule.points ? { allowed: false, retryAfterMs: endsInMs } : { allowed: true }
}

/** The points of a window that are allowed whatever the age of the store. */
export function surePoints({ points, guess }: LimitRule): number {
  return guess ? points / 2 : points
}
