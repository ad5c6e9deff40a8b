import { runSql } from './run-sql.ts'
import type { Site } from './sites.ts'

const NAMES = {
  sqlite: `select name from sqlite_master where type = 'table' and name not like 'sqlite%'`,
  postgres: `select table_name as name from information_schema.tables where table_schema = current_schema()`,
} as const

/**
 * Keeps what the database of a site has in its tables now, as a backup does. Gives what puts all of that back, while the
 * site goes on.
 */
export async function keptState(site: Site): Promise<() => Promise<void>> {
  const named = await runSql(site, NAMES[site.databaseUrl ? 'postgres' : 'sqlite'])
  const tables = named.map(({ name }) => String(name)).filter((name) => !name.startsWith('kysely_'))
  const kept = new Map<string, readonly Record<string, unknown>[]>()
  for (const table of tables) kept.set(table, await runSql(site, `select * from ${table}`))
  return async () => {
    for (const [table, rows] of kept) {
      await runSql(site, `delete from ${table}`)
      const [first] = rows
      if (!first) continue
      const columns = Object.keys(first)
      const values = rows.map((row) => `(${columns.map((column) => literal(site, row[column])).join(', ')})`)
      await runSql(site, `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}`)
    }
  }
}

function literal(site: Site, value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value
  if (!(bytes instanceof Uint8Array)) throw new Error(`No column of ours holds a ${typeof value}.`)
  const hex = Buffer.from(bytes).toString('hex')
  return site.databaseUrl ? `'\\x${hex}'` : `x'${hex}'`
}
