import { judgeSpending } from '../../server/limits/judge-spending.ts'
import type { Limiter, LimitRule, Spending, Usage, Verdict } from '../../server/limits/limiter.ts'

/** Takes one point of one budget, and judges it as in a store that has forgotten nothing. */
export async function spendOne(limiter: Limiter, rule: LimitRule, key: string): Promise<Verdict & Spending> {
  const [spending] = await limiter.spend([[rule, key]])
  if (!spending) throw new Error('A limiter answered nothing.')
  return { ...spending, ...judgeSpending(rule, spending, Number.POSITIVE_INFINITY) }
}

/** What one key has spent of one budget. */
export async function usageOf(limiter: Limiter, rule: Pick<LimitRule, 'name'>, key: string): Promise<Usage> {
  const [usage] = await limiter.usage(rule, [key])
  if (!usage) throw new Error('A limiter answered nothing.')
  return usage
}
