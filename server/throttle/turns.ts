import type { LimitRule, Verdict } from '../ports/limiter.ts'
import { TURNS } from './numbers.ts'

/** Who waits at the other end. */
export interface Caller {
  /** What it came by: for each of these, one call waits at a time. */
  readonly connection: object
  /** Nobody waits for the answer any more. */
  readonly isGone: () => boolean
}

/** The budget that lets people wait, and the key that it is counted by. */
export type Line = readonly [rule: LimitRule, key: string]

/** A verdict, and the line that refused. */
export type Judged = readonly [verdict: Verdict, by: Line | null]

/** Asks until there is room, for some 5 s at most. `lines`: all that could refuse. */
export type TakeTurn = (lines: readonly Line[], ask: () => Promise<Judged>, caller: Caller) => Promise<Judged>

/**
 * Lets what comes too many wait for one of the next windows of its budget. The lot decides among all that wait:
 * neither being fast nor coming at the right moment brings anybody forward. Only connections held open do, and
 * those are counted. However many wait, only as many ask as there is room for.
 */
export function createTurns(sleep: (ms: number) => Promise<unknown>): TakeTurn {
  const lengths = new Map<string, number>()
  const waiting = new WeakSet<object>()
  let all = 0

  const lengthOf = (line: Line) => lengths.get(nameOf(line)) ?? 0

  function change(line: Line, by: 1 | -1): void {
    all += by
    const length = lengthOf(line) + by
    if (length === 0) lengths.delete(nameOf(line))
    else lengths.set(nameOf(line), length)
  }

  function mayWait(line: Line, { connection }: Caller): boolean {
    if (waiting.has(connection)) return false // [L35]
    return lengthOf(line) < TURNS.mostOfLine && all < TURNS.mostOfNode // [L34]
  }

  async function wait(line: Line, { connection }: Caller, ms: number): Promise<void> {
    change(line, 1)
    waiting.add(connection)
    try {
      await sleep(ms)
    } finally {
      waiting.delete(connection)
      change(line, -1)
    }
  }

  const isDrawn = (line: Line) => Math.random() < line[0].points / (lengthOf(line) + 1)

  return async (lines, ask, caller) => {
    let line: Line | null = null
    line = lines.find((one) => lengthOf(one) > 0) ?? null // [L36]
    let ms = 0
    for (let turn = 0; ; turn += 1) {
      if (line && !mayWait(line, caller)) return refusedBy(line)
      if (line) await wait(line, caller, ms + Math.random() * TURNS.jitterMs) // [L33]
      if (line && caller.isGone()) return refusedBy(line) // [L37]
      const judged: Judged = line && !isDrawn(line) ? refusedBy(line) : await ask()
      const [verdict, by] = judged
      if (verdict.allowed || turn === TURNS.most) return judged
      line = by
      ms = verdict.retryAfterMs
    }
  }
}

function nameOf([{ name }, key]: Line): string {
  return `${name} ${key}`
}

function refusedBy(line: Line): Judged {
  return [{ allowed: false, retryAfterMs: line[0].windowMs }, line]
}
