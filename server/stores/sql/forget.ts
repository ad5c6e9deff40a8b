import { setTimeout as pause } from 'node:timers/promises'
import { END_AGAIN_MS } from '../../methods/assisted/case-lifetimes.ts'
import { IDLE_MS, LONG_HOLD_MS, UNDO_MS, UNPROVEN_MS } from '../../recovery/lifetimes.ts'
import { erasedAccounts, eraseLeft } from './account-changes/erase.ts'
import { BATCH } from './batch.ts'
import type { Database, Queries } from './database.ts'
import { forgetEvents } from './forget-events.ts'

/** How long what is over is kept. */
export interface Retention {
  /** Milliseconds, for audit entries and for recoveries that are over. */
  readonly auditMs: number
}

const PAUSE_MS = 10

/** How long the outbox keeps mails: longer than any waits, and than any limit counts them. */
const MAIL_MS = 7 * 24 * 60 * 60_000

/** States of recoveries that are over: nothing can be undone or restored. `done` is over too, once it is settled. */
const ENDED_STATES = ['ended', 'undone']

/** The longest hold, the time to go on after it, and the time for an undo. */
const CASE_KEPT_MS = LONG_HOLD_MS + IDLE_MS + UNPROVEN_MS + UNDO_MS

type Forget = (tx: Queries, auditMs: number) => Promise<readonly unknown[]>

/**
 * Deletes what expired and what is old, in small batches. Stops between two of them when `signal` says so. What fails
 * doesn't stop the rest; then it throws the first failure at the end.
 */
export async function forgetOld(
  database: Database,
  { auditMs }: Retention,
  signal?: AbortSignal,
): Promise<void> {
  const { transact } = database
  const failures: unknown[] = []
  const failed = (err: unknown) => {
    failures.push(err)
    return []
  }
  const inBatches = async (forget: Forget) => {
    let forgotten = BATCH
    // The few that expire meanwhile are left for the next time: otherwise this might never end.
    while (forgotten > BATCH / 2 && !signal?.aborted) {
      forgotten = (await transact((tx) => forget(tx, auditMs)).catch(failed)).length
      if (forgotten > 0) await pause(PAUSE_MS)
    }
  }
  for (const accountId of await erasedAccounts(database).catch(failed))
    await inBatches((tx) => eraseLeft(tx, accountId))
  for (const forget of [
    expired('challenges'),
    expired('sessions'),
    expired('mailed_codes'),
    expired('recovery_contacts'),
    expired('vouch_requests'),
    openConsoles,
    operatorLinks,
    cases,
    audit,
    recoveries,
    mailsOfNobody, // [A164]
    mails,
    (tx: Queries) => forgetEvents(tx, BATCH),
  ]) {
    await inBatches(forget)
  }
  if (failures.length > 0) throw failures[0]
}

type Expiring = 'challenges' | 'sessions' | 'mailed_codes' | 'recovery_contacts' | 'vouch_requests'

/** Rows that have their own expiry. */
function expired(table: Expiring): Forget {
  return ({ db, now }) =>
    db
      .deleteFrom(table)
      .where('id', 'in', (query) =>
        query
          .selectFrom(table)
          .select('id')
          .where('expires_at', '<=', now)
          .orderBy('expires_at')
          .limit(BATCH),
      )
      .returning('id')
      .execute()
}

/** Open consoles are few, so they need no index and no batches. */
const openConsoles: Forget = async ({ db, now }) => {
  await db.deleteFrom('open_consoles').where('open_until', '<=', now).execute()
  return []
}

/** They are few too. They stay until nothing that came of one can be undone: other processes see there that it was. */
const operatorLinks: Forget = async ({ db, now }) => {
  await db
    .deleteFrom('operator_links')
    .where('expires_at', '<=', (row) => row(now, '-', UNPROVEN_MS + UNDO_MS))
    .execute()
  return []
}

/**
 * A case stays as long as what came of it can be undone: its owner can export who asked for help. One that a supporter
 * ended stays as long as that counts.
 */
const cases: Forget = ({ db, now }) =>
  db
    .deleteFrom('cases')
    .where('id', 'in', (query) =>
      query
        .selectFrom('cases')
        .select('id')
        .where('expires_at', '<=', (row) => row(now, '-', CASE_KEPT_MS))
        .where((row) =>
          row.or([row('ended_at', 'is', null), row('ended_at', '<=', row(now, '-', END_AGAIN_MS))]),
        )
        .orderBy('expires_at')
        .limit(BATCH),
    )
    .returning('id')
    .execute()

/** Entries are numbered in the order in which they come, so the number finds the oldest ones. */
const audit: Forget = ({ db, now }, auditMs) =>
  db
    .deleteFrom('audit')
    .where('seq', 'in', (query) =>
      query
        .selectFrom((first) =>
          first.selectFrom('audit').select(['seq', 'at']).orderBy('seq').limit(BATCH).as('oldest'),
        )
        .select('seq')
        .where('at', '<=', (row) => row(now, '-', auditMs)),
    )
    .returning('seq')
    .execute()

/** Recoveries that are open, registered, frozen or can be undone stay, however old they are. */
const recoveries: Forget = async ({ db, now }, auditMs) => {
  const forgotten = await db
    .deleteFrom('recoveries')
    .where('id', 'in', (query) =>
      query
        .selectFrom('recoveries')
        .select('id')
        .where('created_at', '<=', (row) => row(now, '-', auditMs))
        .where((row) => row.or([row('state', 'in', ENDED_STATES), row.and({ state: 'done', settled: 1 })]))
        .orderBy('created_at')
        .limit(BATCH),
    )
    .returning('id')
    .execute()
  const ids = forgotten.map(({ id }) => id)
  if (ids.length > 0) {
    await db.deleteFrom('recovery_waits').where('recovery_id', 'in', ids).execute()
    await db.deleteFrom('pause_links').where('recovery_id', 'in', ids).execute()
  }
  return forgotten
}

/** Of an account that is gone, or that was never there: nobody can ask any more what became of them. */
const mailsOfNobody: Forget = ({ db }) =>
  db
    .deleteFrom('mails')
    .where('id', 'in', (query) =>
      query
        .selectFrom('mails')
        .select('id')
        .where('account_id', 'is', null)
        .where('state', '!=', 'waiting')
        .orderBy('created_at')
        .limit(BATCH),
    )
    .returning('id')
    .execute()

const mails: Forget = ({ db, now }) =>
  db
    .deleteFrom('mails')
    .where('id', 'in', (query) =>
      query
        .selectFrom('mails')
        .select('id')
        .where('created_at', '<=', (row) => row(now, '-', MAIL_MS))
        .orderBy('created_at')
        .limit(BATCH),
    )
    .returning('id')
    .execute()
