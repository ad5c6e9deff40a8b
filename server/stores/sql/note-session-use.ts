import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Queries } from './database.ts'

/** A session's last use is written at most this often, so that a page with twenty requests causes one write. */
const NOTE_USE_MS = 60_000

/** Whether the use of a session has to be written, as a part of a query. */
export function isUnseen({ now }: Queries): RawBuilder<SqlBool> {
  return sql<SqlBool>`last_seen_at <= ${now} - ${NOTE_USE_MS}`
}

/** Writes that a session was used. No one waits for this write or hears that it failed: the next use writes again. */
export function createNoteUse(queries: Queries): (sessionId: string) => void {
  const { db, now } = queries
  const underWay = new Set<string>()
  return (sessionId) => {
    if (underWay.has(sessionId)) return
    underWay.add(sessionId)
    const noted = db
      .updateTable('sessions')
      .set({ last_seen_at: now })
      .where('id', '=', sessionId)
      .where(isUnseen(queries))
      .execute()
    noted.catch(() => {}).finally(() => underWay.delete(sessionId))
  }
}
