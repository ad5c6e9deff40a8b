import { type Budget, DAY, HOUR } from './budget.ts'

/** The budgets of recovery contacts. The code that a contact reads out has its own five tries. */
export const CONTACT_BUDGETS = {
  'contact-named': {
    ...{ value: 10, floor: 3, ceiling: 50, windowMs: DAY, per: 'account' },
    why: 'Recovery contacts named: people mistype names, and nobody sends requests to everybody.',
  },
  'contact-named-pair': {
    ...{ value: 2, floor: 1, ceiling: 10, windowMs: DAY, per: 'account and name' },
    why: 'Recovery contacts named: nobody asks the same person again and again.',
  },
  'contact-mailed': {
    ...{ value: 3, floor: 1, ceiling: 10, windowMs: DAY, per: 'account name' },
    why: 'Requests to be a contact that are mailed, whoever makes them: many accounts together fill no mailbox. It refuses no request.',
  },
  'vouch-asked': {
    ...{ value: 60, floor: 10, ceiling: 2_000, windowMs: HOUR, wide: true, per: 'network' },
    why: 'Links for recovery contacts: enough for an office after a bad update. A link does nothing until a contact acts.',
  },
} as const satisfies Readonly<Record<string, Budget>>
