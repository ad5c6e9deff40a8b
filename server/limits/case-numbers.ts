import { type Budget, DAY, HOUR } from './budget.ts'

/**
 * The budgets of cases that people open. None counts by account: strangers could keep an owner from opening one. How many
 * of one name are in the queue is bounded by MOST_QUEUED_CASES. The last two are of supporters who have a code mailed.
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
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: DAY, per: 'account name and network, or /48' },
    why: 'Cases opened for one name: nobody uses up what a name has from one network alone.',
  },
  'case-mail-pair': {
    ...{ value: 3, floor: 1, ceiling: 20, windowMs: DAY, per: 'supporter and e-mail address' },
    why: 'Codes of cases mailed: one, and two more that got lost. No supporter uses up what an address has.',
  },
  'case-mail-address': {
    ...{ value: 9, floor: 3, ceiling: 40, windowMs: DAY, per: 'e-mail address' },
    why: 'Codes of cases mailed: three supporters with all of theirs, and nobody can fill a mailbox. A code can still be read out.',
  },
} as const satisfies Readonly<Record<string, Budget>>
