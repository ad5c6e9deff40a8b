import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import { mayCarryOut } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Act, CarriedOut, ScheduledChange } from '../../../passkeys/passkey-acts.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential, readCredentialsOf } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne, orThrow } from '../one-by-one.ts'
import { moveRecovery } from '../recovery/row.ts'
import { find } from './actor.ts'
import { haltDoings, newHalt } from './halt.ts'
import { removeNow } from './remove.ts'
import { toScheduled } from './schedule.ts'
import { setAsideUndone } from './set-aside.ts'

/** See PasskeyActs. Each account has its own transaction, so that several nodes can do this at once. */
export async function carryOut(
  database: Database,
  setAsideMs: number,
  failed: Failed = orThrow,
): Promise<readonly CarriedOut[]> {
  const done: CarriedOut[] = []
  const work = async (accountId: AccountId) => {
    const one = await database.transact((tx) => carryOutFor(tx, accountId, setAsideMs))
    if (one) done.push(one)
  }
  await oneByOne(await accountsWithDue(database), work, failed)
  return done
}

async function accountsWithDue({ db, now }: Database): Promise<ReadonlySet<AccountId>> {
  const scheduled = await db
    .selectFrom('scheduled_changes')
    .select('account_id as id')
    .where('due_at', '<=', now)
    .execute()
  const leaving = await db
    .selectFrom('credentials')
    .select('account_id as id')
    .where('leaves_at', '<=', now)
    .execute()
  return new Set([...scheduled, ...leaving].map(({ id }) => id as AccountId))
}

async function carryOutFor(
  tx: Queries,
  accountId: AccountId,
  setAsideMs: number,
): Promise<CarriedOut | null> {
  await holdAccount(tx, accountId)
  const gone = await removeLeaving(tx, accountId)
  const due = await tx.db
    .selectFrom('scheduled_changes')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('due_at', '<=', tx.now)
    .where('scheduled_by', 'not in', pausedOf(tx, accountId)) // [R29]
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  const endedSessions = []
  for (const change of due.map(toScheduled)) {
    endedSessions.push(...(await carryOutOne(tx, accountId, change, setAsideMs)))
    await tx.db.deleteFrom('scheduled_changes').where('id', '=', change.id).execute()
  }
  return gone + due.length > 0 ? { accountId, endedSessions } : null
}

/** Those whose arrival is paused. When it goes on, what they scheduled is due later: see keepUndoable. */
function pausedOf({ db }: Queries, accountId: AccountId) {
  return db
    .selectFrom('recoveries')
    .select((row) => row.fn.coalesce('credential_id', row.val('')).as('id'))
    .where('account_id', '=', accountId)
    .where('frozen_until', 'is not', null)
}

/** Judged again, as things are now: the scheduler may have been stopped, and the target may now be the last one. */
async function carryOutOne(tx: Queries, accountId: AccountId, change: ScheduledChange, setAsideMs: number) {
  const act = { accountId, by: change.by, on: change.credentialId, trace: {} }
  const before = await readCredentialsOf(tx, accountId)
  const scheduler = find(before, act.by)
  const may = scheduler !== null && mayCarryOut(scheduler)
  const target = find(before, act.on)
  // As if it had done that itself: one that a younger passkey set aside could take it back by stopping changes.
  const doing = target?.calledOut === true ? { ...act, by: act.on } : act // [R38]
  const isFrozen = may && change.mode !== null && target?.status === 'frozen' // [R78]
  const held = isFrozen ? await undoFrozen(tx, before, target, doing.by) : before
  const removed = may ? await removeNow(tx, held, doing, setAsideMs, 'scheduled') : null
  if (removed?.ok) {
    const halt = newHalt()
    if (change.mode === 'stolen') await haltDoings(tx, act, act.on, halt) // [R30]
    return [...removed.endedSessions, ...halt.sessions]
  }
  await writeAudit(tx, {
    action: 'passkey-unscheduled',
    accountId: act.accountId,
    credentialId: act.on,
    detail: 'not-due',
  })
  return []
}

/** Takes back the arrival of a passkey that is to retire: nobody has to decide about it any more. */
async function undoFrozen(
  tx: Queries,
  held: readonly Credential[],
  { id, accountId, recoveryId }: Credential,
  by: CredentialId,
): Promise<readonly Credential[]> {
  if (recoveryId) await moveRecovery(tx, accountId, recoveryId, 'frozen', 'undone')
  await setAsideUndone(tx, held, { on: id, by, leavesMs: null })
  return readCredentialsOf(tx, accountId)
}

/** Removes for good what was set aside and can no longer come back. */
async function removeLeaving(tx: Queries, accountId: AccountId): Promise<number> {
  const rows = await tx.db
    .selectFrom('credentials')
    .select('id')
    .where('account_id', '=', accountId)
    .where('leaves_at', '<=', tx.now)
    .where('status', '=', 'suspended')
    .execute()
  for (const { id } of rows) {
    await moveCredential(tx, accountId, id, ['suspended'], 'removed')
    await writeAudit(tx, {
      action: 'passkey-removed',
      accountId,
      credentialId: id as Act['on'],
      detail: 'set-aside',
    })
  }
  return rows.length
}
