import { type Refusal, refusal } from '../errors/answer.ts'
import type { Verdict } from './limiter.ts'

/** The refusal of a used-up budget, or null if it was not used up. */
export function overLimit(verdict: Verdict): Refusal | null {
  return verdict.allowed ? null : refusal('rate_limited', verdict.retryAfterMs)
}
