import type { CredentialId } from '../../../../shared/ids.ts'
import { ACCOUNT_CHANGE_MS } from '../../../accounts/lifetimes.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { answersFor, mayRevert } from '../../../passkeys/authority.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { readDeletion } from './rows.ts'

/** See AccountChanges. The older of two passkeys that want it answers for it. */
export function scheduleDeletion(
  { transact }: Database,
  doing: Doing,
): Promise<Answer<{ readonly dueAt: number }>> {
  const { accountId, by } = doing
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused')
    const before = await readDeletion(tx, accountId)
    if (before) {
      const asked_by = answersFor(actor, find(held, before.by)).id
      await tx.db
        .updateTable('account_deletions')
        .set({ asked_by }) // [A166]
        .where('account_id', '=', accountId)
        .execute()
      return { ok: true, dueAt: before.dueAt }
    }
    const { due_at } = await tx.db
      .insertInto('account_deletions')
      .values((row) => ({
        account_id: accountId,
        asked_by: by,
        asked_at: tx.now,
        due_at: row(tx.now, '+', ACCOUNT_CHANGE_MS),
      }))
      .returning('due_at')
      .executeTakeFirstOrThrow()
    await writeAudit(tx, entryOf(doing, 'account-deletion-scheduled', by))
    return { ok: true, dueAt: due_at }
  })
}

/** See AccountChanges. */
export function keep({ transact }: Database, doing: Doing): Promise<Answer<object>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused')
    const deletion = await readDeletion(tx, doing.accountId)
    if (!deletion) return refusal('not_found')
    const asker = find(held, deletion.by)
    const may = asker ? mayRevert(actor, asker) : true
    if (may !== true) return refusal(may) // [A142]
    await dropDeletion(tx, doing, 'cancelled')
    return { ok: true }
  })
}

/** The deletion that a stopped passkey asked for does not happen. Returns how many that were. */
export async function dropDeletionBy(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  isStopped: (by: CredentialId) => boolean,
): Promise<number> {
  const deletion = await readDeletion(tx, doing.accountId)
  if (!deletion || !isStopped(deletion.by)) return 0
  await dropDeletion(tx, doing, 'stopped')
  return 1
}

/** The account stays. The audit says why. */
export async function dropDeletion(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>,
  detail: 'cancelled' | 'stopped' | 'not-due',
): Promise<void> {
  await tx.db.deleteFrom('account_deletions').where('account_id', '=', doing.accountId).execute()
  await writeAudit(tx, entryOf(doing, 'account-deletion-cancelled', doing.by ?? null, detail))
}
