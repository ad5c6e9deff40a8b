import type { AccountId } from '../../../../../shared/ids.ts'
import type { SlowMethodId } from '../../../../../shared/recovery.ts'
import type { Spent } from '../../../../recovery/slow/given-proof.ts'
import { spendBackupCode } from '../../backup-codes/spend.ts'
import { spendAssisted } from '../../cases/spend.ts'
import { spendVouch } from '../../contacts/vouch.ts'
import type { Queries } from '../../database.ts'
import { spendMailedCode } from '../../mailed-codes/spend.ts'

/**
 * Marks evidence as used in this transaction, and says what it was. Null if it was used, is void or has expired; then
 * the transaction is rolled back. The account is held already.
 */
export type Spend = (tx: Queries, accountId: AccountId, evidence: string) => Promise<Spent | null>

/** How each method spends its evidence. */
export const spend: Readonly<Record<SlowMethodId, Spend>> = {
  'backup-code': spendBackupCode,
  email: spendMailedCode,
  assisted: spendAssisted,
  contact: spendVouch,
}
