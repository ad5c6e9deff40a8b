import type { CredentialId } from '../../../../shared/ids.ts'
import { LATER_MS, NEW_ACCOUNT_MS } from '../../../addresses/lifetimes.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { answersFor, mayCancel } from '../../../passkeys/authority.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import type { SwitchedMethod } from '../../../recovery/method-switches.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { isNewAccount } from '../addresses/rows.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { readSwitch, rowOf } from './rows.ts'

/** How the actions of each method begin in the audit. */
const AUDITED = { email: 'email-recovery', assisted: 'assisted' } as const satisfies Readonly<
  Record<SwitchedMethod, string>
>

/** Who turns it; nobody's passkey if it is due. */
type Turning = Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>

/** See MethodSwitches. */
export function turn(
  { transact }: Database,
  doing: Doing,
  method: SwitchedMethod,
  on: boolean,
): Promise<Answer<{ readonly at: number | null }>> {
  const { accountId } = doing
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused') // [E24]
    const { on: isOn, change } = await readSwitch(tx, { accountId, method })
    const asker = change && find(held, change.by)
    if (isOn === on) {
      if (!change) return { ok: true, at: null }
      const may = asker ? mayCancel(actor, asker) : true
      if (may !== true) return refusal(may) // [E26]
      await stays(tx, doing, method, 'cancelled')
      return { ok: true, at: null }
    }
    if (change) {
      await tx.db
        .updateTable('method_switches')
        .set({ asked_by: answersFor(actor, asker).id }) // [A166]
        .where(rowOf({ accountId, method }))
        .execute()
      return { ok: true, at: change.at }
    }
    const isNew = await isNewAccount(tx, accountId, NEW_ACCOUNT_MS)
    if (!isNew) return { ok: true, at: await schedule(tx, doing, method, on) } // [E25]
    await turned(tx, doing, method, on)
    return { ok: true, at: null }
  })
}

/** The first turn of an account writes its row. */
async function schedule(tx: Queries, doing: Doing, method: SwitchedMethod, on: boolean): Promise<number> {
  const { accountId, by } = doing
  const { due_at } = await tx.db
    .insertInto('method_switches')
    .values((row) => ({
      ...{ account_id: accountId, method, is_on: on ? 0 : 1, on_since: null, asked_by: by },
      due_at: row(tx.now, '+', LATER_MS),
    }))
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'method']).doUpdateSet((row) => ({
        due_at: row.ref('excluded.due_at'),
        asked_by: row.ref('excluded.asked_by'),
      })),
    )
    .returning('due_at')
    .executeTakeFirstOrThrow()
  await writeAudit(tx, entryOf(doing, `${AUDITED[method]}-${on ? 'on' : 'off'}-scheduled`, by))
  return Number(due_at)
}

/** Turns it now. */
export async function turned(
  tx: Queries,
  doing: Turning,
  method: SwitchedMethod,
  on: boolean,
): Promise<void> {
  const { db, now } = tx
  const is = { is_on: on ? 1 : 0, due_at: null, asked_by: null }
  await db
    .insertInto('method_switches')
    .values({ account_id: doing.accountId, method, ...is, on_since: on ? now : null })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'method'])
        .doUpdateSet((row) => ({ ...is, on_since: row.ref('excluded.on_since') })),
    )
    .execute()
  await writeAudit(tx, entryOf(doing, `${AUDITED[method]}-${on ? 'on' : 'off'}`, doing.by ?? null))
}

/** What was scheduled does not happen. The audit says why. */
export async function stays(
  tx: Queries,
  doing: Turning,
  method: SwitchedMethod,
  detail: 'cancelled' | 'stopped' | 'not-due',
): Promise<void> {
  await tx.db
    .updateTable('method_switches')
    .set({ due_at: null, asked_by: null })
    .where(rowOf({ accountId: doing.accountId, method }))
    .execute()
  await writeAudit(tx, entryOf(doing, `${AUDITED[method]}-kept`, doing.by ?? null, detail))
}

/** What passkeys that are stopped were about to turn stays as it is. Returns how many changes that were. */
export async function dropTurns(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  isStopped: (by: CredentialId) => boolean,
): Promise<number> {
  const rows = await tx.db
    .selectFrom('method_switches')
    .select(['method', 'asked_by'])
    .where('account_id', '=', doing.accountId)
    .where('due_at', 'is not', null)
    .execute()
  const stopped = rows.filter(({ asked_by }) => asked_by !== null && isStopped(asked_by as CredentialId))
  for (const { method } of stopped) await stays(tx, doing, method as SwitchedMethod, 'stopped')
  return stopped.length
}
