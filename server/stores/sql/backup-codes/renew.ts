import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import { SLOW_METHODS } from '../../../../shared/recovery.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { HashedCode, UsedCodes } from '../../../methods/backup-codes/backup-code-store.ts'
import { AGE_MS } from '../../../methods/backup-codes/lifetimes.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { clock, UNDER_WAY } from '../recovery/slow/row.ts'
import { countsNow } from './counts-now.ts'
import { isInFirstDay } from './make.ts'
import { mayTakeBack, readSets } from './sets.ts'

/** See BackupCodeStore. */
export async function usedCodes({ db, now }: Database, accountId: AccountId): Promise<UsedCodes | null> {
  const rows = await db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select(['set_id', 'number'])
    .where('account_id', '=', accountId)
    .where('used_at', 'is not', null)
    .where(countsNow({ now }))
    .orderBy('number')
    .execute()
  const setId = rows[0]?.set_id
  return setId === undefined ? null : { setId, numbers: rows.map(({ number }) => number) }
}

/** See BackupCodeStore. */
export function renew(
  { transact }: Database,
  doing: Doing,
  setId: string,
  codes: readonly HashedCode[],
): Promise<Answer<{ readonly countsFrom: number | null }>> {
  const { accountId, by } = doing
  return transact<Answer<{ readonly countsFrom: number | null }>>(async (tx, rollBack) => {
    const held = await holdAccount(tx, accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused') // [B22]
    if (await isRecovering(tx, accountId)) return refusal('not_now') // [B23]
    const { counting } = await readSets(tx, accountId)
    if (counting?.id !== setId || counting.off_at !== null) return refusal('not_found')
    const isOwn = mayTakeBack(actor, held, counting.made_by)
    const waits = !(isOwn && (await isInFirstDay(tx, accountId)))
    const at = await clock(tx)
    const counts = waits
      ? { counts_from: at + AGE_MS, counts_since: null }
      : { counts_from: null, counts_since: at }
    for (const { number, hash } of codes) {
      const row = await tx.db
        .updateTable('backup_codes')
        .set((row) => ({
          ...{ hash, used_at: null, used_before: row.ref('used_at'), made_by: by },
          ...counts,
        }))
        .where('set_id', '=', setId)
        .where('number', '=', number)
        .where('used_at', 'is not', null) // [B24]
        .returning('number')
        .executeTakeFirst()
      if (!row) return rollBack(refusal('not_now'))
    }
    // Whether anybody has the new ones isn't known: their answer may be lost.
    const shown = { shown_in: doing.trace.sessionId ?? null, shown_at: at }
    const unsaved = { saved_at: null, tried_at: null, ...shown }
    await tx.db.updateTable('backup_code_sets').set(unsaved).where('id', '=', setId).execute() // [V15]
    await writeAudit(tx, entryOf(doing, 'backup-codes-renewed', by, waits ? 'later' : 'now'))
    return { ok: true, countsFrom: counts.counts_from }
  })
}

/** Whether somebody is getting back in, or just has: it isn't settled yet whose codes these are. */
async function isRecovering({ db, now }: Queries, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('recoveries')
    .leftJoin('credentials', 'credentials.id', 'recoveries.credential_id')
    .select('recoveries.id')
    .where('recoveries.account_id', '=', accountId)
    .where('recoveries.method', 'in', SLOW_METHODS)
    .where((one) =>
      one.or([
        one('recoveries.state', 'in', UNDER_WAY),
        one('recoveries.state', '=', 'frozen'),
        one.and([one('recoveries.state', '=', 'done'), one('credentials.probation_until', '>', now)]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Codes in place of used ones that are due, by the passkeys that asked for them. */
export async function dueCodes({ db, now }: Queries, setId: string) {
  const rows = await db
    .selectFrom('backup_codes')
    .select(['number', 'made_by'])
    .where('set_id', '=', setId)
    .where('counts_from', '<=', now)
    .execute()
  return rows.map(({ number, made_by }) => ({ number, by: made_by as CredentialId | null }))
}

/** From now on they work. */
export async function letCodesCount(tx: Queries, setId: string, numbers: readonly number[]): Promise<void> {
  await tx.db
    .updateTable('backup_codes')
    .set({ counts_from: null, counts_since: tx.now })
    .where('set_id', '=', setId)
    .where('number', 'in', numbers)
    .execute()
}

/**
 * Makes codes void that passkeys made in place of used ones, as if they were used. Returns how many that were.
 * `waiting`: only those that don't count yet.
 */
export async function voidCodes(
  tx: Queries,
  setId: string,
  isBy: (by: CredentialId) => boolean,
  which: 'waiting' | 'all',
): Promise<number> {
  const rows = await tx.db
    .selectFrom('backup_codes')
    .select(['number', 'made_by'])
    .where('set_id', '=', setId)
    .where('used_at', 'is', null)
    .where('made_by', 'is not', null)
    .$if(which === 'waiting', (query) => query.where('counts_from', 'is not', null))
    .execute()
  const numbers = rows.filter(({ made_by }) => isBy(made_by as CredentialId)).map(({ number }) => number)
  if (numbers.length === 0) return 0
  await tx.db
    .updateTable('backup_codes')
    .set({ used_at: tx.now, counts_from: null })
    .where('set_id', '=', setId)
    .where('number', 'in', numbers)
    .execute()
  return numbers.length
}
