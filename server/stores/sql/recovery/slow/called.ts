import type { CredentialId, RecoveryId } from '../../../../../shared/ids.ts'
import type { RetireChoice } from '../../../../../shared/recovery.ts'
import type { Queries } from '../../database.ts'

/** Notes what the person called lost or stolen, with the registration that this came with: see scheduleRetiring. */
export async function callRetired(
  { db }: Queries,
  id: RecoveryId,
  retires: readonly RetireChoice[],
): Promise<void> {
  await db
    .updateTable('recovery_waits')
    .set({ retires: JSON.stringify(retires) })
    .where('recovery_id', '=', id)
    .execute()
}

/** What the person called lost or stolen, and has not taken back. */
export async function calledBy({ db }: Queries, id: RecoveryId): Promise<readonly RetireChoice[]> {
  const row = await db
    .selectFrom('recovery_waits')
    .select('retires')
    .where('recovery_id', '=', id)
    .executeTakeFirst()
  return row ? JSON.parse(row.retires) : []
}

/** Takes back that `by` called this passkey lost or stolen. Otherwise that would come again after a tie. */
export async function uncall(
  tx: Queries,
  { by, credentialId }: { readonly by: CredentialId; readonly credentialId: CredentialId },
): Promise<void> {
  const caller = await tx.db
    .selectFrom('recoveries')
    .select('id')
    .where('credential_id', '=', by)
    .executeTakeFirst()
  if (!caller) return
  const id = caller.id as RecoveryId
  const called = await calledBy(tx, id)
  await callRetired(
    tx,
    id,
    called.filter((one) => one.credentialId !== credentialId),
  )
}
