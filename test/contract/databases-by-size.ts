import { bySize } from '../support/size.ts'

type Database = 'SQLite' | 'PostgreSQL' | 'PostgreSQL behind PgBouncer'

const DATABASES = bySize<readonly Database[]>({
  short: ['SQLite', 'PostgreSQL'],
  long: ['PostgreSQL behind PgBouncer'],
  full: ['SQLite', 'PostgreSQL', 'PostgreSQL behind PgBouncer'],
})

/** Whether this run is on the database. The long run comes after the short one, and has the one that is left. */
export function isRunOn(database: Database): boolean {
  return DATABASES.includes(database)
}
