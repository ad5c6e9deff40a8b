import type { AccountId } from '../../../shared/ids.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { readCredentialsOf } from './credential-rows.ts'
import type { Queries } from './database.ts'

/**
 * Holds an account until the transaction ends, and then reads its passkeys. Whatever changes what one of them may do,
 * or which is older, holds it first. So one of two such transactions is complete before the other reads.
 */
export async function holdAccount(tx: Queries, accountId: AccountId): Promise<readonly Credential[]> {
  await tx.hold(tx.db, accountId) // [S152]
  return readCredentialsOf(tx, accountId)
}
