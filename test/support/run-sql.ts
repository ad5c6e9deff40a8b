import { join } from 'node:path'
import Sqlite from 'libsql'
import { Client } from 'pg'
import type { Site } from './sites.ts'

/** Runs one statement on the database of a site, whichever it has, for what nobody could bring about over the wire. */
export async function runSql(site: Site, statement: string): Promise<void> {
  if (site.databaseUrl) {
    const client = new Client({ connectionString: site.databaseUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
    return
  }
  const database = new Sqlite(join(site.nodes[0]!.folder, 'rekey.sqlite'))
  database.exec('pragma busy_timeout = 5000')
  database.exec(statement)
  database.close()
}
