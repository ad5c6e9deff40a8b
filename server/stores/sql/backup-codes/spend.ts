import type { Spend } from '../recovery/slow/spend.ts'

/** See Spend. */
export const spendBackupCode: Spend = async () => null
