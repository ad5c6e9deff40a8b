import type { CredentialId } from '../../../../shared/ids.ts'
import { LATER_MS, NEW_ACCOUNT_MS } from '../../../addresses/lifetimes.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { answersFor, mayCancel } from '../../../passkeys/authority.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { isNewAccount } from '../addresses/rows.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { readSwitch } from './rows.ts'

/** See EmailSwitch. */
export function turn(
  { transact }: Database,
  doing: Doing,
  on: boolean,
): Promise<Answer<{ readonly at: number | null }>> {
  const { accountId } = doing
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused') // [E24]
    const { on: isOn, change } = await readSwitch(tx, accountId)
    const asker = change && find(held, change.by)
    if (isOn === on) {
      if (!change) return { ok: true, at: null }
      const may = asker ? mayCancel(actor, asker) : true
      if (may !== true) return refusal(may) // [E26]
      await stays(tx, doing, 'cancelled')
      return { ok: true, at: null }
    }
    if (change) {
      await tx.db
        .updateTable('email_switches')
        .set({ asked_by: answersFor(actor, asker).id })
        .where('account_id', '=', accountId)
        .execute()
      return { ok: true, at: change.at }
    }
    const isNew = await isNewAccount(tx, accountId, NEW_ACCOUNT_MS)
    if (!isNew) return { ok: true, at: await schedule(tx, doing, on) } // [E25]
    await turned(tx, doing, on)
    return { ok: true, at: null }
  })
}

/** The first turn of an account writes its row. */
async function schedule(tx: Queries, doing: Doing, on: boolean): Promise<number> {
  const { accountId, by } = doing
  const { due_at } = await tx.db
    .insertInto('email_switches')
    .values((row) => ({
      ...{ account_id: accountId, is_on: on ? 0 : 1, on_since: null, asked_by: by },
      due_at: row(tx.now, '+', LATER_MS),
    }))
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet((row) => ({
        due_at: row.ref('excluded.due_at'),
        asked_by: row.ref('excluded.asked_by'),
      })),
    )
    .returning('due_at')
    .executeTakeFirstOrThrow()
  await writeAudit(tx, entryOf(doing, `email-recovery-${on ? 'on' : 'off'}-scheduled`, by))
  return Number(due_at)
}

/** Turns it now. */
export async function turned(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>,
  on: boolean,
): Promise<void> {
  const { db, now } = tx
  const is = { is_on: on ? 1 : 0, due_at: null, asked_by: null }
  await db
    .insertInto('email_switches')
    .values({ account_id: doing.accountId, ...is, on_since: on ? now : null })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet((row) => ({ ...is, on_since: row.ref('excluded.on_since') })),
    )
    .execute()
  await writeAudit(tx, entryOf(doing, `email-recovery-${on ? 'on' : 'off'}`, doing.by ?? null))
}

/** What was scheduled does not happen. The audit says why. */
export async function stays(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>,
  detail: 'cancelled' | 'stopped' | 'not-due',
): Promise<void> {
  await tx.db
    .updateTable('email_switches')
    .set({ due_at: null, asked_by: null })
    .where('account_id', '=', doing.accountId)
    .execute()
  await writeAudit(tx, entryOf(doing, 'email-recovery-kept', doing.by ?? null, detail))
}

/** What passkeys that are stopped were about to turn stays as it is. Returns how many changes that were. */
export async function dropTurns(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  isStopped: (by: CredentialId) => boolean,
): Promise<number> {
  const { change } = await readSwitch(tx, doing.accountId)
  if (!change || !isStopped(change.by)) return 0
  await stays(tx, doing, 'stopped')
  return 1
}
