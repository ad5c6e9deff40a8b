import { judgeSpending } from './judge-spending.ts'
import type { BudgetLine, Limiter, LimitRule, Spending, Verdict } from './limiter.ts'
import type { StoreNewness } from './store-newness.ts'
import type { Tally } from './tally.ts'
import type { Judged } from './turns.ts'

interface ChargeDeps {
  readonly newness: StoreNewness
  readonly tally: Pick<Tally, 'count' | 'spending'>
}

/** Takes points, judges what comes of it, and counts it for admins. */
export interface Charge {
  judge(rule: LimitRule, spending: Spending): Verdict
  /** Takes a point of each line, up to the first one that refuses, and notes no refusal. */
  spend(lines: readonly BudgetLine[], by: Limiter): Promise<Judged>
  /** The same, and notes that refusal. */
  spendAndNote(lines: readonly BudgetLine[], by: Limiter): Promise<Judged>
  /** Notes a refusal, with the cut network that caused it. */
  noteRefusal(rule: LimitRule, from?: string | null): void
}

export function createCharge({ newness, tally }: ChargeDeps): Charge {
  const judge: Charge['judge'] = (rule, spending) =>
    judgeSpending(rule, spending, newness(spending.storeAgeMs))

  const noteRefusal: Charge['noteRefusal'] = ({ name }, from = null) => tally.count(`refused.${name}`, from)

  async function spend(lines: readonly BudgetLine[], by: Limiter): Promise<Judged> {
    const spendings = await by.spend(lines)
    if (spendings.length === 0) throw new Error('A limiter did not say what was spent.') // [L66]
    for (const [place, spending] of spendings.entries()) {
      const line = lines[place] as BudgetLine
      const [rule, key, shown = null] = line
      const verdict = judge(rule, spending)
      tally.spending(rule, spending, key, shown)
      if (!verdict.allowed) return [verdict, line] // [L55]
    }
    const left = lines.slice(spendings.length)
    return left.length > 0 ? spend(left, by) : [{ allowed: true }, null]
  }

  async function spendAndNote(lines: readonly BudgetLine[], by: Limiter): Promise<Judged> {
    const judged = await spend(lines, by)
    const [, refusing] = judged
    if (refusing) noteRefusal(refusing[0])
    return judged
  }

  return { judge, spend, spendAndNote, noteRefusal }
}
