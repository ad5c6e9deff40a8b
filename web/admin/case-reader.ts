import type { CaseQueue } from '../../shared/assisted.ts'
import { createTurns } from '../wire/in-order.ts'
import type { Result } from '../wire/page-error.ts'

export interface CaseReader {
  /** Reads once. Resolves when the answer is there, whether it is told or not. */
  readonly look: () => Promise<void>
  /** Another question is asked now. Whatever still comes is not told. */
  readonly stop: () => void
}

/**
 * Reads one question again and again. An answer is told only while it is the newest: a late one would put other rows under
 * the hand of a supporter.
 */
export function readCases(
  ask: () => Promise<Result<CaseQueue>>,
  tell: (answer: Result<CaseQueue>) => void,
): CaseReader {
  const turn = createTurns()
  let stopped = false
  return {
    async look() {
      const counts = turn()
      const answer = await ask()
      if (!stopped && counts()) tell(answer)
    },
    stop() {
      stopped = true
    },
  }
}
