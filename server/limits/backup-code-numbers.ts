import { type Budget, HOUR, SECOND } from './budget.ts'

/**
 * The budgets of the backup codes. A code has 80 random bits, so nobody guesses one however many tries there are: these
 * protect the server, and keep the Activity of an account readable. None refuses a try for what others did to an
 * account.
 */
export const BACKUP_CODE_BUDGETS = {
  'backup-code': {
    ...{ value: 3, floor: 1, ceiling: 100, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: 'Backup codes tried: each costs a slow hash. Protects the server.',
  },
  'backup-code-noted': {
    ...{ value: 5, floor: 1, ceiling: 50, windowMs: HOUR, per: 'account' },
    why: 'Wrong backup codes that are recorded: nobody can fill the Activity of an account. It refuses no try.',
  },
} as const satisfies Readonly<Record<string, Budget>>
