import { Client } from 'pg'
import type { Site } from './sites.ts'

/** A table that everybody can read, and whoever writes into it has to wait. */
interface HeldTable {
  /** How many wait. */
  waiting(): Promise<number>
  letGo(): Promise<void>
}

/** A table that tests hold up. */
export type HoldableTable =
  | 'recoveries'
  | 'credentials'
  | 'mailed_codes'
  | 'cases'
  | 'vouch_requests'
  | 'recovery_contacts'

/** Holds up all writes into a table of a site on PostgreSQL. */
export async function holdUpWrites(site: Site, table: HoldableTable): Promise<HeldTable> {
  const client = new Client({ connectionString: site.databaseUrl ?? '' })
  await client.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in share mode`)
  const locks = `select 1 from pg_locks where not granted and relation = '${table}'::regclass`
  return {
    waiting: async () => (await client.query(locks)).rows.length,
    async letGo() {
      await client.query('commit')
      await client.end()
    },
  }
}
