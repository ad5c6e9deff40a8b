import type { AccountId } from '../../../../shared/ids.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { CodeToTry } from '../../../methods/backup-codes/backup-code-store.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { countsNow } from './counts-now.ts'

/** See BackupCodeStore. */
export async function toTry(
  { db, now }: Database,
  accountId: AccountId,
  number: number,
): Promise<readonly CodeToTry[]> {
  const rows = await db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select(['set_id', 'hash', 'used_at', 'counting', 'backup_codes.counts_from as code_from'])
    .select('backup_code_sets.counts_from as set_from')
    .where('account_id', '=', accountId)
    .where('number', '=', number)
    .where((row) => row.or([row('counting', '=', 0), countsNow({ now })]))
    .execute()
  return rows.map(({ set_id: setId, hash, used_at, counting, code_from, set_from }) => ({
    ...{ setId, hash, used: used_at !== null },
    countsFrom: counting === 1 ? code_from : set_from,
  }))
}

/** See BackupCodeStore. */
export function tried({ transact }: Database, doing: Doing, setId: string): Promise<Answer<object>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    if (!actorOf(held, doing)) return refusal('step_up_refused') // [V10]
    const row = await tx.db
      .updateTable('backup_code_sets')
      .set((set) => ({ tried_at: tx.now, saved_at: set.fn.coalesce('saved_at', tx.now) }))
      .where('id', '=', setId)
      .where('account_id', '=', doing.accountId)
      .returning('id')
      .executeTakeFirst()
    if (!row) return refusal('code_invalid')
    await writeAudit(tx, entryOf(doing, 'backup-code-tried', doing.by))
    return { ok: true }
  })
}
