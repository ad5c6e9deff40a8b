import { sql } from 'kysely'
import type { Database } from '../../../server/stores/sql/database.ts'

/** Columns that hold a moment. */
const MOMENT = /^at$|_at$|_until$/

/** Everything that is written down happened that much earlier. */
export async function moveSqlBack({ db }: Database, ms: number): Promise<void> {
  for (const { name, columns } of await db.introspection.getTables()) {
    const moments = columns.filter((column) => MOMENT.test(column.name))
    if (moments.length === 0) continue
    const earlier = moments.map(
      (column) => sql`${sql.ref(column.name)} = ${sql.ref(column.name)} - ${sql.lit(ms)}`,
    )
    await sql`update ${sql.table(name)} set ${sql.join(earlier)}`.execute(db)
  }
}

/** Rows of each table. */
export async function countRows({ db }: Database): Promise<Readonly<Record<string, number>>> {
  const tables = await db.introspection.getTables()
  const counts = tables.map(async ({ name }) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    )
    return [name, Number(rows[0]?.count)] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}
