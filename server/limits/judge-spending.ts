import type { LimitRule, Spending, Verdict } from './limiter.ts'
import { RISK } from './numbers.ts'

/**
 * The verdict on a point that was spent. For guesses, a window that began while the store was new has half of its
 * budget, because the other half may have been forgotten. `storeAgeMs` is Infinity for a store that cannot have
 * forgotten anything.
 */
export function judgeSpending(rule: LimitRule, spending: Spending, storeAgeMs: number): Verdict {
  const { spent, endsInMs } = spending
  const ageWhenBegun = storeAgeMs - (rule.windowMs - endsInMs)
  const halved = rule.guess && ageWhenBegun < RISK.newStore
  if (halved && spent > surePoints(rule)) return { allowed: false, retryAfterMs: endsInMs } // [L9]
  return spent > rule.points ? { allowed: false, retryAfterMs: endsInMs } : { allowed: true }
}

/** The points of a window that are allowed at any age of the store. */
export function surePoints({ points, guess }: LimitRule): number {
  return guess ? points / 2 : points
}
