import type { AccountName } from '../../../accounts/account-name.ts'
import { ACCOUNT_CHANGE_MS } from '../../../accounts/lifetimes.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { mayRevert } from '../../../passkeys/authority.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import type { AccountTable } from '../account-table.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { readRenaming } from './rows.ts'

/** See AccountChanges. */
export function rename(
  { transact }: Database,
  table: AccountTable,
  doing: Doing,
  name: AccountName,
): Promise<Answer<{ readonly backUntil: number }>> {
  const { accountId, by } = doing
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    if (!actorOf(held, doing)) return refusal('step_up_refused')
    if (await readRenaming(tx, accountId)) return refusal('renamed_lately') // [A140]
    await holdName(tx, name.folded)
    const all = await tx.db
      .selectFrom(table.all(tx).as('account'))
      .select(['id', 'name', 'folded_name'])
      .where((row) => row.or([row('id', '=', accountId), row('folded_name', '=', name.folded)]))
      .execute()
    const own = all.find(({ id }) => id === accountId)
    if (!own) return refusal('not_signed_in')
    if (all.length > 1 || (await isKept(tx, name.folded))) return refusal('name_taken') // [A137]
    const { kept_until } = await tx.db
      .insertInto('former_names')
      .values((row) => ({
        account_id: accountId,
        name: own.name,
        folded_name: own.folded_name,
        changed_by: by,
        changed_at: tx.now,
        kept_until: row(tx.now, '+', ACCOUNT_CHANGE_MS),
      }))
      .returning('kept_until')
      .executeTakeFirstOrThrow()
    await table.rename(tx, accountId, name)
    await writeAudit(tx, entryOf(doing, 'account-renamed', by, JSON.stringify([own.name, name.shown])))
    return { ok: true, backUntil: kept_until }
  })
}

/** See AccountChanges. */
export function restoreName(
  { transact }: Database,
  table: AccountTable,
  doing: Doing,
): Promise<Answer<object>> {
  const { accountId, by } = doing
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused')
    const renaming = await readRenaming(tx, accountId)
    if (!renaming) return refusal('not_found')
    const renamer = find(held, renaming.by)
    const may = renamer ? mayRevert(actor, renamer) : true
    if (may !== true) return refusal(may) // [A139]
    const { from, folded } = renaming
    await forgetName(tx, accountId)
    await table.rename(tx, accountId, { shown: from, folded })
    await writeAudit(tx, entryOf(doing, 'account-name-restored', by, from))
    return { ok: true }
  })
}

/** Of two that want the same name at the same time, one waits here for the other. */
export function holdName(tx: Queries, folded: string): Promise<void> {
  return tx.hold(tx.db, `name ${folded}`)
}

/** Whether a name is kept for an account that was renamed. */
export async function isKept({ db }: Queries, folded: string): Promise<boolean> {
  const row = await db
    .selectFrom('former_names')
    .select('account_id')
    .where('folded_name', '=', folded)
    .executeTakeFirst()
  return row !== undefined
}

/** From now on the old name is free, and the renaming can't be taken back. */
export async function forgetName({ db }: Queries, accountId: Doing['accountId']): Promise<void> {
  await db.deleteFrom('former_names').where('account_id', '=', accountId).execute()
}
