import type { RequestContext } from '../requests/request-context.ts'
import type { BudgetLine, Verdict } from './limiter.ts'
import { TURNS } from './numbers.ts'

/** The caller that waits. */
type Waiting = Pick<RequestContext, 'socket' | 'isGone'>

/** A verdict, and the line that refused. */
export type Judged = readonly [verdict: Verdict, by: BudgetLine | null]

/** Asks until there is room, for about 5 s at most. `lines`: all lines that could refuse. */
type TakeTurn = (
  lines: readonly BudgetLine[],
  ask: () => Promise<Judged>,
  context: Waiting,
) => Promise<Judged>

/**
 * Lets calls above a budget wait for one of its next windows. Who is next is decided by lot among all that wait, so
 * being fast or arriving at the right moment does not help. Only more open connections do, and those are limited.
 * However many wait, only as many ask as there is room for.
 */
export function createTurns(sleep: (ms: number) => Promise<unknown>): TakeTurn {
  const lengths = new Map<string, number>()
  const waiting = new WeakSet<object>()
  let all = 0

  const lengthOf = (line: BudgetLine) => lengths.get(nameOf(line)) ?? 0

  function change(line: BudgetLine, by: 1 | -1): void {
    all += by
    const length = lengthOf(line) + by
    if (length === 0) lengths.delete(nameOf(line))
    else lengths.set(nameOf(line), length)
  }

  function mayWait(line: BudgetLine, { socket }: Waiting): boolean {
    if (waiting.has(socket)) return false // [L35]
    return lengthOf(line) < TURNS.mostOfLine && all < TURNS.mostOfNode // [L34]
  }

  async function wait(line: BudgetLine, { socket }: Waiting, ms: number): Promise<void> {
    change(line, 1)
    waiting.add(socket)
    try {
      await sleep(ms)
    } finally {
      waiting.delete(socket)
      change(line, -1)
    }
  }

  const isDrawn = (line: BudgetLine) => Math.random() < line[0].points / (lengthOf(line) + 1)

  return async (lines, ask, context) => {
    let line = lines.find((one) => lengthOf(one) > 0) ?? null // [L36]
    let ms = 0
    for (let turn = 0; ; turn += 1) {
      if (line && !mayWait(line, context)) return refusedBy(line)
      if (line) await wait(line, context, ms + Math.random() * TURNS.jitterMs) // [L33]
      if (line && context.isGone()) return refusedBy(line) // [L37]
      const judged: Judged = line && !isDrawn(line) ? refusedBy(line) : await ask()
      const [verdict, by] = judged
      if (verdict.allowed || turn === TURNS.most) return judged
      line = by
      ms = verdict.retryAfterMs
    }
  }
}

function nameOf([{ name }, key]: BudgetLine): string {
  return `${name} ${key}`
}

function refusedBy(line: BudgetLine): Judged {
  return [{ allowed: false, retryAfterMs: line[0].windowMs }, line]
}
