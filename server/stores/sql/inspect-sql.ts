import { connectTo } from './connect-to.ts'
import type { SqlDialect } from './dialect.ts'
import { countMissing } from './migrate.ts'
import type { SqlPlace } from './open-sql.ts'
import { openPostgres } from './postgres.ts'
import { openSqliteToRead } from './sqlite.ts'
import { startProblem } from './start-errors.ts'

/** `empty`: no tables yet. `behind`: made by an older version. `ready`: as this version left it. */
export type SqlState = 'empty' | 'behind' | 'ready'

/** What a start would find. It only reads: no file, table or row is made. Throws what `openSql` throws. */
export async function inspectSql(place: SqlPlace, rpId: string): Promise<SqlState> {
  const dialect = 'file' in place ? await openSqliteToRead(place.file) : openPostgres(place)
  return dialect ? stateOf(dialect, rpId) : 'empty'
}

async function stateOf(dialect: SqlDialect, rpId: string): Promise<SqlState> {
  const db = connectTo(dialect)
  try {
    const missing = await countMissing(db, dialect, rpId)
    if (missing === 'all') return 'empty'
    return missing > 0 ? 'behind' : 'ready'
  } catch (error) {
    throw startProblem(dialect, error)
  } finally {
    await db.destroy()
  }
}
