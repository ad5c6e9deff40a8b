import { join } from 'node:path'
import Sqlite from 'libsql'
import { Client } from 'pg'
import type { CredentialId } from '../../shared/ids.ts'
import type { Site } from './sites.ts'

/** As if a passkey had been added more than seven days ago: nothing that brought it can be undone any more. */
export async function mature(site: Site, id: CredentialId): Promise<void> {
  const statement = (value: string) =>
    `update recoveries set undo_until = done_at where credential_id = ${value}`
  if (site.databaseUrl) {
    const client = new Client({ connectionString: site.databaseUrl })
    await client.connect()
    await client.query(statement('$1'), [id])
    await client.end()
    return
  }
  const database = new Sqlite(join(site.nodes[0]!.folder, 'rekey.sqlite'))
  database.exec('pragma busy_timeout = 5000')
  database.prepare(statement('?')).run(id)
  database.close()
}
