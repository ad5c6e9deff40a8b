import { setTimeout as pause } from 'node:timers/promises'
import type { Database, Queries } from './database.ts'

export interface Retention {
  /** How long what happened stays written down: the audit, and recoveries that nothing can be done about any more. */
  readonly auditMs: number
}

/**
 * Rows that one statement forgets. It takes a few milliseconds, in which SQLite stops the process; between two of
 * them everybody else has his turn, also when years are forgotten at once.
 */
const BATCH = 250
const PAUSE_MS = 10

/** Nothing can undo, lift or restore anything by these any more. `done` is, once its undo lapsed and was settled. */
const ENDED_STATES = ['ended', 'swept', 'undone']

type Forget = (tx: Queries, auditMs: number) => Promise<readonly unknown[]>

/** Deletes what ran out and what is old, in small batches on an index each. Gives up between two when `signal` says so. */
export async function forgetOld(
  { transact }: Database,
  { auditMs }: Retention,
  signal?: AbortSignal,
): Promise<void> {
  for (const forget of [expired('challenges'), expired('sessions'), visits, audit, recoveries]) {
    let forgotten = BATCH
    // The few that run out meanwhile are left to the next time: others may go on running out for ever.
    while (forgotten > BATCH / 2 && !signal?.aborted) {
      forgotten = (await transact((tx) => forget(tx, auditMs))).length
      if (forgotten > 0) await pause(PAUSE_MS)
    }
  }
}

/** Rows that say themselves when they run out. */
function expired(table: 'challenges' | 'sessions'): Forget {
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

/** Visits of admins are few, and need no index. */
const visits: Forget = async ({ db, now }) => {
  await db.deleteFrom('admin_visits').where('open_until', '<=', now).execute()
  return []
}

/** Entries are numbered as they come, so that the oldest are the first: the number is the index. */
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

/** What is registered, frozen or can be undone stays, however old. */
const recoveries: Forget = ({ db, now }, auditMs) =>
  db
    .deleteFrom('recoveries')
    .where('pairing_id', 'in', (query) =>
      query
        .selectFrom('recoveries')
        .select('pairing_id')
        .where('created_at', '<=', (row) => row(now, '-', auditMs))
        .where((row) => row.or([row('state', 'in', ENDED_STATES), row.and({ state: 'done', settled: 1 })]))
        .orderBy('created_at')
        .limit(BATCH),
    )
    .returning('pairing_id')
    .execute()
