import { type Budget, DAY, HOUR } from './budget.ts'

/** The budgets of codes that are mailed to a new address. Each code that is mailed spends one point of all five. */
export const MAIL_BUDGETS = {
  'mail-code-network': {
    ...{ value: 60, floor: 10, ceiling: 2_000, windowMs: HOUR, wide: true, per: 'network' },
    why: 'Codes mailed: enough for a training room where everybody adds an address.',
  },
  'mail-code-session': {
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: HOUR, per: 'session' },
    why: 'Codes mailed: a person mistypes an address once or twice. Sessions get stolen.',
  },
  'mail-code-account': {
    ...{ value: 10, floor: 3, ceiling: 40, windowMs: DAY, per: 'account' },
    why: 'Codes mailed: with 5 tries each and 8 digits, a guess succeeds in one day of 2 million.',
  },
  'mail-code-pair': {
    ...{ value: 3, floor: 2, ceiling: 10, windowMs: DAY, per: 'account and e-mail address' },
    why: 'Codes mailed: one, and two more that got lost. No account uses up what an address has.',
  },
  'mail-code-address': {
    ...{ value: 12, floor: 6, ceiling: 40, windowMs: DAY, per: 'e-mail address' },
    why: 'Codes mailed: four accounts with all of theirs, and nobody fills a mailbox, however many accounts they make.',
  },
} as const satisfies Readonly<Record<string, Budget>>
