import type { Spend } from '../recovery/slow/spend.ts'

/** See Spend. */
export const spendOperatorLink: Spend = async () => null
