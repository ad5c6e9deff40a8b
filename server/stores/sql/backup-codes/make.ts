import { randomBytes } from 'node:crypto'
import type { AccountId } from '../../../../shared/ids.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { HashedCode } from '../../../methods/backup-codes/backup-code-store.ts'
import { AGE_MS, FIRST_DAY_MS } from '../../../methods/backup-codes/lifetimes.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { mayTakeBack, readSets, removeSet } from './sets.ts'

/** See BackupCodeStore. */
export function make(
  { transact }: Database,
  doing: Doing,
  codes: readonly HashedCode[],
): Promise<Answer<{ readonly setId: string; readonly countsFrom: number | null }>> {
  return transact(async (tx) => {
    const { accountId, by } = doing
    const held = await holdAccount(tx, accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused') // [B10]
    const { counting, waiting } = await readSets(tx, accountId)
    if (waiting && !mayTakeBack(actor, held, waiting.made_by)) return refusal('too_new')
    const replacesOlder = counting !== null && !mayTakeBack(actor, held, counting.made_by)
    const atOnce = !replacesOlder && (await isInFirstDay(tx, accountId)) // [B11]
    if (waiting) await removeSet(tx, waiting.id)
    if (counting && atOnce) await removeSet(tx, counting.id)
    const { id, counts_from } = await insertSet(tx, doing, atOnce)
    await tx.db
      .insertInto('backup_codes')
      .values(codes.map(({ number, hash }) => ({ set_id: id, number, hash })))
      .execute()
    await writeAudit(tx, entryOf(doing, 'backup-codes-made', by, atOnce ? 'now' : 'later'))
    return { ok: true, setId: id, countsFrom: atOnce ? null : counts_from }
  })
}

/** A passkey that was removed long ago counts too, so nobody makes an account young again. */
export async function isInFirstDay({ db, now }: Queries, accountId: AccountId): Promise<boolean> {
  const { age } = await db
    .selectFrom('credentials')
    .select((row) => row(now, '-', row.fn.min('created_at')).as('age'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(age) < FIRST_DAY_MS
}

function insertSet({ db, now }: Queries, { accountId, by, trace }: Doing, atOnce: boolean) {
  return db
    .insertInto('backup_code_sets')
    .values((row) => ({
      id: randomBytes(16).toString('base64url'),
      account_id: accountId,
      made_by: by,
      made_at: now,
      counts_from: row(now, '+', atOnce ? 0 : AGE_MS),
      counting: atOnce ? 1 : 0,
      shown_in: trace.sessionId ?? null,
      shown_at: now,
      saved_at: null,
      tried_at: null,
      off_at: null,
      off_by: null,
    }))
    .returning(['id', 'counts_from'])
    .executeTakeFirstOrThrow()
}
