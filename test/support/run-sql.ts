import { join } from 'node:path'
import Sqlite from 'libsql'
import { Client } from 'pg'
import type { Site } from './sites.ts'

/**
 * Runs one statement on the database of a site, whichever it has, for what nobody could bring about over the wire.
 * Gives its rows.
 */
export async function runSql(site: Site, statement: string): Promise<readonly Record<string, unknown>[]> {
  if (site.databaseUrl) {
    const client = new Client({ connectionString: site.databaseUrl })
    await client.connect()
    const { rows } = await client.query(statement)
    await client.end()
    return rows
  }
  const database = new Sqlite(join(site.nodes[0]!.folder, 'rekey.sqlite'))
  database.exec('pragma busy_timeout = 5000')
  const prepared = database.prepare(statement)
  const rows = prepared.reader ? prepared.all() : []
  if (!prepared.reader) prepared.run()
  database.close()
  return rows as Record<string, unknown>[]
}
