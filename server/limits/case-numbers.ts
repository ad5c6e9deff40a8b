import { type Budget, DAY, HOUR } from './budget.ts'

/**
 * The budgets of cases that people open. None counts by account: strangers could keep an owner from opening one. How many
 * of one name are in the queue is bounded by MOST_QUEUED_CASES.
 */
export const CASE_BUDGETS = {
  'case-network': {
    ...{ value: 20, floor: 5, ceiling: 1_000, windowMs: HOUR, wide: true, per: 'network' },
    why: 'Cases opened: enough for an office after a bad update, and nobody fills the queue of the supporters.',
  },
  'case-browser': {
    ...{ value: 5, floor: 2, ceiling: 50, windowMs: HOUR, per: 'browser' },
    why: 'Cases opened: a person mistypes a name, or begins again.',
  },
  'case-pair': {
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: DAY, per: 'network and account name' },
    why: 'Cases opened for one name: nobody uses up what a name has from one network alone.',
  },
} as const satisfies Readonly<Record<string, Budget>>
