import { type Budget, DAY, HOUR } from './budget.ts'

/**
 * The budgets of mails that are to prove a recovery. Each mail spends one point of network and browser first. Then it
 * spends one of the address; a page that has given a proof of its account has points of its own instead.
 */
export const EMAIL_BUDGETS = {
  'email-proof-network': {
    ...{ value: 60, floor: 10, ceiling: 2_000, windowMs: HOUR, wide: true, per: 'network' },
    why: 'Recovery mails asked for: enough for an office after a bad update, and no flood.',
  },
  'email-proof-browser': {
    ...{ value: 10, floor: 3, ceiling: 100, windowMs: HOUR, per: 'browser' },
    why: 'Recovery mails asked for: a person mistypes an address, or waits for a mail that is slow.',
  },
  'email-proof-pair': {
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: DAY, per: 'network and e-mail address' },
    why: 'Recovery mails asked for: nobody uses up what an address has from one network alone.',
  },
  'email-proof-address': {
    ...{ value: 15, floor: 6, ceiling: 40, windowMs: DAY, per: 'e-mail address' },
    why: 'Recovery mails asked for by pages without a proof: nobody can fill a mailbox. With 5 tries each and 8 digits, a guess succeeds in one day of a million.',
  },
  'email-proof-page': {
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: DAY, per: 'page with a proof of the account' },
    why: 'Recovery mails asked for by a page that has shown something else of the account, such as a backup code: no stranger uses these up.',
  },
} as const satisfies Readonly<Record<string, Budget>>
