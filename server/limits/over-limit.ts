import { type Refusal, refusal } from '../errors/answer.ts'
import type { Verdict } from './limiter.ts'

/** The refusal of a spent budget, or null when it was not spent. */
export function overLimit(verdict: Verdict): Refusal | null {
  return verdict.allowed ? null : refusal('rate_limited', verdict.retryAfterMs)
}
