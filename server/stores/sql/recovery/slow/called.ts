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

/** One passkey that calls another one lost or stolen. */
interface Call {
  readonly by: CredentialId
  readonly credentialId: CredentialId
}

/** Notes that `by` calls this passkey lost as well. Otherwise a tie would end that for good. */
export function callLost(tx: Queries, { by, credentialId }: Call): Promise<void> {
  return changeCalled(tx, by, (called) =>
    called.some((one) => one.credentialId === credentialId)
      ? called
      : [...called, { credentialId, mode: 'lost' }],
  )
}

/** Takes back that `by` called this passkey lost or stolen. Otherwise that would come again after a tie. */
export function uncall(tx: Queries, { by, credentialId }: Call): Promise<void> {
  return changeCalled(tx, by, (called) => called.filter((one) => one.credentialId !== credentialId))
}

async function changeCalled(
  tx: Queries,
  by: CredentialId,
  change: (called: readonly RetireChoice[]) => readonly RetireChoice[],
): Promise<void> {
  const caller = await tx.db
    .selectFrom('recoveries')
    .select('id')
    .where('credential_id', '=', by)
    .executeTakeFirst()
  if (!caller) return
  const id = caller.id as RecoveryId
  await callRetired(tx, id, change(await calledBy(tx, id)))
}
