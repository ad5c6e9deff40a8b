import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { RetireMode } from '../../../../shared/recovery.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { mayCancel } from '../../../passkeys/authority.ts'
import { MOST_SCHEDULED } from '../../../passkeys/caps.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Act, Doing, Removal, ScheduledChange } from '../../../passkeys/passkey-acts.ts'
import { writeAudit } from '../audit.ts'
import { dropCodeChanges } from '../backup-codes/stopped.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { callLost, uncall } from '../recovery/slow/called.ts'
import type { Tables } from '../tables.ts'
import { actorOf, entryOf, find } from './actor.ts'

/**
 * Schedules a removal for the time when the arrival of the asking passkey can no longer be undone. If that came by proofs
 * which outweigh a passkey, it counts as calling the other one lost. Otherwise a stolen phone would cancel it as soon as
 * those proofs weigh no more, which is before it is carried out.
 */
export async function schedule(tx: Queries, act: Act, actor: Credential): Promise<Answer<Removal>> {
  const { accountId, by, on } = act
  const own = (await listScheduled(tx, accountId)).filter((one) => one.by === by)
  const known = own.find((one) => one.credentialId === on)
  if (known) return scheduled(known.dueAt)
  if (own.length >= MOST_SCHEDULED) return refusal('too_many_scheduled') // [S131]
  const dueAt = actor.undoableUntil
  if (dueAt === null) return refusal('too_new')
  await tx.db
    .insertInto('scheduled_changes')
    .values({
      id: randomBytes(16).toString('base64url'),
      account_id: accountId,
      credential_id: on,
      scheduled_by: by,
      mode: actor.outweighs ? 'lost' : null, // [R79]
      made_at: tx.now,
      due_at: dueAt,
    })
    .execute()
  if (actor.outweighs) await callLost(tx, { by, credentialId: on }) // [R82]
  await writeAudit(tx, entryOf(act, 'passkey-scheduled', on, actor.outweighs ? 'lost-by-two' : undefined))
  return scheduled(dueAt)
}

function scheduled(scheduledUntil: number): Answer<Removal> {
  return { ok: true, leavesAt: null, scheduledUntil, endedSessions: [] }
}

/** See PasskeyActs. */
export function cancel({ transact }: Database, doing: Doing, id: string): Promise<Answer<object>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const actor = actorOf(held, doing)
    if (!actor) return refusal('step_up_refused')
    const change = (await listScheduled(tx, doing.accountId)).find((one) => one.id === id)
    const scheduler = change && find(held, change.by)
    if (!change || !scheduler) return refusal('not_found')
    const may = mayCancel(actor, scheduler)
    if (may !== true) return refusal(may) // [A43]
    await drop(tx, doing, change, 'cancelled')
    if (change.mode !== null) await uncall(tx, change) // [R82]
    return { ok: true }
  })
}

/** Cancels all that a passkey scheduled, because it was stopped. Returns how many there were. */
export async function dropScheduledBy(tx: Queries, doing: Doing, by: CredentialId): Promise<number> {
  const own = (await listScheduled(tx, doing.accountId)).filter((one) => one.by === by)
  for (const change of own) await drop(tx, doing, change, 'stopped')
  return own.length + (await dropCodeChanges(tx, doing, (asker) => asker === by))
}

/** Cancels one scheduled removal. The audit says why. */
export async function drop(
  tx: Queries,
  doing: Doing,
  { id, credentialId }: ScheduledChange,
  detail: 'cancelled' | 'stopped' | 'not-due',
): Promise<void> {
  await tx.db.deleteFrom('scheduled_changes').where('id', '=', id).execute()
  await writeAudit(tx, entryOf(doing, 'passkey-unscheduled', credentialId, detail))
}

/** See PasskeyActs. */
export async function listScheduled(
  { db }: Queries,
  accountId: AccountId,
): Promise<readonly ScheduledChange[]> {
  const rows = await db
    .selectFrom('scheduled_changes')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map(toScheduled)
}

/** A scheduled removal from its row. */
export function toScheduled(row: Selectable<Tables['scheduled_changes']>): ScheduledChange {
  return {
    id: row.id,
    accountId: row.account_id as AccountId,
    credentialId: row.credential_id as CredentialId,
    by: row.scheduled_by as CredentialId,
    mode: row.mode as RetireMode | null,
    madeAt: row.made_at,
    dueAt: row.due_at,
  }
}
