import type { AuditAction } from '../../../../shared/audit.ts'
import type { CredentialId } from '../../../../shared/ids.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { AGE_MS, FIRST_DAY_MS } from '../../../methods/backup-codes/lifetimes.ts'
import { answersFor } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { mayTakeBack, readSets, removeSet, type SetRow } from './sets.ts'

/** See BackupCodeStore. */
export function switchOff(
  { transact }: Database,
  doing: Doing,
): Promise<Answer<{ readonly offAt: number | null }>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused')
    const { counting, waiting } = await readSets(tx, doing.accountId)
    if (!counting && !waiting) return refusal('not_found')
    if (waiting && !mayTakeBack(actor, held, waiting.made_by)) return refusal('too_new')
    if (waiting) await dropSet(tx, doing, waiting, 'backup-codes-dropped', 'off')
    if (!counting) return { ok: true, offAt: null }
    const isFresh = Number(counting.age) < FIRST_DAY_MS && mayTakeBack(actor, held, counting.made_by)
    if (!isFresh) return { ok: true, offAt: await schedule(tx, doing, actor, held, counting) } // [B13]
    await dropSet(tx, doing, counting, 'backup-codes-off', 'now')
    return { ok: true, offAt: null }
  })
}

/** A set that is to be switched off already keeps its time. The older of the two passkeys then answers for it. */
async function schedule(
  tx: Queries,
  doing: Doing,
  actor: Credential,
  held: readonly Credential[],
  { id, off_at: before, off_by: asker }: SetRow,
): Promise<number | null> {
  const { off_at } = await tx.db
    .updateTable('backup_code_sets')
    .set((row) => ({
      off_by: answersFor(actor, find(held, asker as CredentialId | null)).id, // [A166]
      off_at: row.fn.coalesce('off_at', row(tx.now, '+', AGE_MS)),
    }))
    .where('id', '=', id)
    .returning('off_at')
    .executeTakeFirstOrThrow()
  if (before === null) await writeAudit(tx, entryOf(doing, 'backup-codes-off-scheduled', doing.by))
  return off_at
}

/** See BackupCodeStore. */
export function cancel({ transact }: Database, doing: Doing, setId: string): Promise<Answer<object>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused')
    const { counting, waiting } = await readSets(tx, doing.accountId)
    if (waiting?.id === setId) {
      if (!mayTakeBack(actor, held, waiting.made_by)) return refusal('too_new')
      await dropSet(tx, doing, waiting, 'backup-codes-dropped', 'cancelled')
      return { ok: true }
    }
    if (counting?.id !== setId || counting.off_at === null) return refusal('not_found')
    if (!mayTakeBack(actor, held, counting.off_by)) return refusal('too_new')
    await keepSet(tx, doing, counting, 'cancelled')
    return { ok: true }
  })
}

/** Removes a set, and says why in the audit. */
export async function dropSet(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>,
  { id }: Pick<SetRow, 'id'>,
  action: Extract<AuditAction, 'backup-codes-dropped' | 'backup-codes-off'>,
  detail: 'off' | 'now' | 'scheduled' | 'cancelled' | 'stopped' | 'not-due',
): Promise<void> {
  await removeSet(tx, id)
  await writeAudit(tx, entryOf(doing, action, doing.by ?? null, detail))
}

/** Keeps a set that was to be switched off, and says why in the audit. */
export async function keepSet(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>,
  { id }: Pick<SetRow, 'id'>,
  detail: 'cancelled' | 'stopped' | 'not-due',
): Promise<void> {
  await tx.db
    .updateTable('backup_code_sets')
    .set({ off_at: null, off_by: null })
    .where('id', '=', id)
    .execute()
  await writeAudit(tx, entryOf(doing, 'backup-codes-kept', doing.by ?? null, detail))
}
