import { join } from 'node:path'
import { createAccountStore } from '../../server/stores/sql/accounts.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { writeMail } from '../../server/stores/sql/write-mail.ts'
import type { Site } from '../support/sites.ts'

/** A mail in the outbox of a site. */
interface WrittenMail {
  readonly id: string
  row(): Promise<{ state: string; why: string | null; content: string | null; tries: number }>
  /** Whatever it waits for. */
  dueNow(): Promise<void>
}

type Place = Pick<Site, 'databaseUrl'> & { readonly nodes: readonly { readonly folder: string }[] }

/** Works on the database of a site, as a node of it would. */
async function inside<Result>(site: Place, work: (database: Database) => Promise<Result>): Promise<Result> {
  const place = site.databaseUrl
    ? { databaseUrl: site.databaseUrl }
    : { file: join(site.nodes[0]!.folder, 'rekey.sqlite') }
  let found: Database | undefined
  const sql = await openSql({
    ...place,
    rpId: 'localhost',
    accounts: (database) => {
      found = database
      return createAccountStore(database)
    },
  })
  try {
    return await work(found!)
  } finally {
    await sql.close()
  }
}

/** Writes a mail with a code in it into the outbox. */
export async function waitingMail(site: Place, to: string): Promise<WrittenMail> {
  const from = { device: null, network: null }
  const content = { what: 'address-code', code: '12345678', account: 'alice', from } as const
  const row = (database: Database) =>
    database.db.selectFrom('mails').selectAll().where('recipient', '=', to).executeTakeFirstOrThrow()
  const { id } = await inside(site, async (database) => {
    await writeMail(database, { accountId: null, to, content, giveUpMs: 600_000 })
    return row(database)
  })
  return {
    id,
    row: () => inside(site, row),
    dueNow: () =>
      inside(site, async ({ db }) => {
        await db.updateTable('mails').set({ due_at: 0 }).where('id', '=', id).execute()
      }),
  }
}
