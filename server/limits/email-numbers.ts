import { type Budget, DAY, HOUR } from './budget.ts'

/**
 * The budgets of mails that are to prove a recovery. Each mail of a stranger spends one point of network and browser
 * first, and then one of the address. A page that has given a proof of the account, a browser that has signed in to it,
 * and one that has read such a mail to the address, have points of their own instead.
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
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: DAY, per: 'e-mail address and network, or /48' },
    why: 'Recovery mails asked for: nobody uses up what an address has from one network alone.',
  },
  'email-proof-address': {
    ...{ value: 15, floor: 6, ceiling: 40, windowMs: DAY, per: 'e-mail address' },
    why: 'Recovery mails asked for by pages without a proof: nobody can fill a mailbox. With 5 tries each and 8 digits, a guess succeeds in one day of a million.',
  },
  'email-proof-known': {
    ...{
      value: 5,
      floor: 2,
      ceiling: 20,
      windowMs: DAY,
      per: 'browser that has signed in to the account, or mail that was read',
    },
    why: 'Recovery mails asked for: no stranger uses these up, on whatever network the browser is.',
  },
  'email-proof-known-address': {
    ...{ value: 15, floor: 5, ceiling: 60, windowMs: DAY, per: 'e-mail address' },
    why: 'Recovery mails asked for by browsers that have signed in to the account, or read a mail to the address: whoever has one of its passkeys can make any number of them, and still fills no mailbox.',
  },
  'email-proof-page': {
    ...{ value: 5, floor: 2, ceiling: 20, windowMs: DAY, per: 'page with a proof of the account' },
    why: 'Recovery mails asked for by a page that has shown something else of the account, such as a backup code: no stranger uses these up.',
  },
  'email-code-noted': {
    ...{ value: 5, floor: 1, ceiling: 50, windowMs: HOUR, per: 'account' },
    why: 'Wrong mailed codes that are recorded: nobody can fill the Activity of an account. It refuses no try.',
  },
} as const satisfies Readonly<Record<string, Budget>>
