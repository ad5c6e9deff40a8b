import type { Verdict } from '../ports/limiter.ts'
import { TURNS } from './numbers.ts'

/** Asks again and again, up to 5 s, until there is room. `isGone`: nobody waits for the answer any more. */
export type TakeTurn = (line: string, ask: () => Promise<Verdict>, isGone?: () => boolean) => Promise<Verdict>

/**
 * Lets what comes too many wait for one of the next windows of its budget. The lot decides among those that
 * wait, so being fast or loud keeps nobody else out. A line that is too long is refused as it comes.
 */
export function createTurns(sleep: (ms: number) => Promise<unknown>): TakeTurn {
  const waiting = new Map<string, number>()

  async function wait(line: string, ms: number): Promise<void> {
    waiting.set(line, lengthOf(line) + 1)
    try {
      await sleep(ms)
    } finally {
      const left = lengthOf(line) - 1
      if (left === 0) waiting.delete(line)
      else waiting.set(line, left)
    }
  }

  const lengthOf = (line: string) => waiting.get(line) ?? 0

  return async (line, ask, isGone = () => false) => {
    for (let turn = 0; ; turn += 1) {
      const verdict = await ask()
      if (verdict.allowed || turn === TURNS.most || isGone()) return verdict
      if (lengthOf(line) >= TURNS.mostWaiting) return verdict // [L34]
      await wait(line, verdict.retryAfterMs + Math.random() * TURNS.jitterMs) // [L33]
    }
  }
}
