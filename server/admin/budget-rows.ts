import type { BudgetRow, MinuteRow } from '../../shared/admin.ts'
import type { Budget } from '../limits/budget.ts'
import type { LimitRule } from '../limits/limiter.ts'
import {
  BUDGETS,
  type BudgetName,
  type ChosenLimits,
  limitsOf,
  THRESHOLDS,
  type ThresholdName,
  threshold,
} from '../limits/numbers.ts'
import { refusals } from './minute-rows.ts'

/** The word under which the figures count those that a place or threshold stops, if it is not its own name. */
const COUNTED_AS: Readonly<Partial<Record<ThresholdName, string>>> = { 'live-per-deployment': 'server_full' }

/** Every limiter of the deployment with its settings, and how often it refused. Places have no window: 0. */
export function budgetRows(chosen: ChosenLimits, minutes: readonly MinuteRow[]): readonly BudgetRow[] {
  return [...ofBudgets(chosen, minutes), ...ofThresholds(chosen, minutes)]
}

function ofBudgets(chosen: ChosenLimits, minutes: readonly MinuteRow[]): BudgetRow[] {
  const limits = limitsOf(chosen)
  return (Object.keys(BUDGETS) as BudgetName[]).flatMap((name) => {
    const { per, why }: Budget = BUDGETS[name]
    const { points, windowMs, wide, session } = limits[name]
    return [
      { name, points, windowMs, per, why, ...refusals(minutes, name) },
      ...also(wide, 'IPv6 /48', 'The same, for all networks of one customer.', minutes),
      ...also(
        session,
        'session',
        'The same, for one session: a copied cookie leaves half to its owner.',
        minutes,
      ),
    ]
  })
}

function also(rule: LimitRule | null, per: string, why: string, minutes: readonly MinuteRow[]): BudgetRow[] {
  if (!rule) return []
  const { name, points, windowMs } = rule
  return [{ name, points, windowMs, per, why, ...refusals(minutes, name) }]
}

function ofThresholds(chosen: ChosenLimits, minutes: readonly MinuteRow[]): BudgetRow[] {
  return (Object.keys(THRESHOLDS) as ThresholdName[]).map((name) => {
    const { per, why } = THRESHOLDS[name]
    const counted = refusals(minutes, COUNTED_AS[name] ?? name)
    return { name, points: threshold(name, chosen), windowMs: 0, per, why, ...counted }
  })
}
