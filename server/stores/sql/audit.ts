import type { Selectable } from 'kysely'
import { AUDIT_ACTIONS, type AuditAction } from '../../../shared/audit.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../../shared/ids.ts'
import type { AuditEntry, AuditRecord } from '../../audit/audit-entry.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { isNoticed } from '../../mail/notices/notice.ts'
import { builtOnce } from './built-once.ts'
import type { Database, Queries } from './database.ts'
import { writeNotices } from './notices.ts'
import type { Tables } from './tables.ts'
import { isTold, writeEvents } from './write-events.ts'

const ALL = Object.keys(AUDIT_ACTIONS) as AuditAction[]

/** The audit in SQL. */
export function createAuditLog(database: Database): AuditLog {
  return {
    append: (entry) =>
      isTold(database, entry)
        ? database.transact((tx) => writeAudit(tx, entry)) // [N1]
        : writeAudit(database, entry),
    list: async (accountId, most, actions = ALL) => {
      const rows = await newestOfEach(database, accountId, most, actions).limit(most).execute()
      return rows.map(toRecord)
    },
    newestOfEach: async (accountId, most, actions) => {
      const rows = await newestOfEach(database, accountId, most, actions).execute()
      return rows.map(toRecord)
    },
    count: async (accountId, action, most) => {
      const { count, since } = await database.db
        .selectFrom(newest(database, accountId, most, action).as('counted'))
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('at').as('since')])
        .executeTakeFirstOrThrow()
      return { count: Number(count), since: since ?? 0 }
    },
  }
}

/** One query for each action: an index leads to its newest entries, and nothing else is read. */
function newestOfEach(
  database: Queries,
  accountId: AccountId,
  most: number,
  actions: readonly AuditAction[],
) {
  const [first, ...others] = actions.map((action) =>
    database.db.selectFrom(newest(database, accountId, most, action).as('of_action')).selectAll(),
  )
  if (!first) throw new Error('The audit was asked for no action at all.')
  const all = others.reduce((query, other) => query.unionAll(other), first)
  return database.db.selectFrom(all.as('newest')).selectAll().orderBy('seq', 'desc')
}

function newest({ db }: Queries, accountId: AccountId, most: number, action: AuditAction) {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .limit(most)
}

const insertOne = builtOnce(({ db, now }, row: ReturnType<typeof toRow>) =>
  db.insertInto('audit').values({ at: now, ...row }),
)

/**
 * Writes entries, in this order, in the transaction of the change that they are about; the mails that tell their owners
 * of it; and the events that the site is told of.
 */
export async function writeAudit(queries: Queries, ...entries: readonly AuditEntry[]): Promise<void> {
  const { db, now } = queries
  const rows = entries.map(toRow)
  const [row, ...others] = rows
  if (row && others.length === 0) await insertOne(queries, row)
  else
    await db
      .insertInto('audit')
      .values(rows.map((each) => ({ at: now, ...each })))
      .execute()
  if (entries.some(({ action }) => isNoticed(action))) await writeNotices(queries, entries) // [M34]
  await writeEvents(queries, entries)
}

function toRow(entry: AuditEntry) {
  return {
    action: entry.action,
    account_id: entry.accountId,
    about_id: entry.aboutId ?? null,
    session_id: entry.sessionId ?? null,
    credential_id: entry.credentialId ?? null,
    recovery_id: entry.recoveryId ?? null,
    device: entry.device ?? null,
    network: entry.network ?? null,
    detail: entry.detail ?? null,
  }
}

function toRecord(row: Selectable<Tables['audit']>): AuditRecord {
  return {
    at: row.at,
    action: row.action as AuditAction,
    accountId: row.account_id as AccountId | null,
    ...(row.session_id !== null && { sessionId: row.session_id as SessionId }),
    ...(row.credential_id !== null && { credentialId: row.credential_id as CredentialId }),
    ...(row.recovery_id !== null && { recoveryId: row.recovery_id as RecoveryId }),
    ...(row.device !== null && { device: row.device }),
    ...(row.network !== null && { network: row.network }),
    ...(row.detail !== null && { detail: row.detail }),
  }
}
