import { join } from 'node:path'
import { createAccountStore } from '../../server/stores/sql/accounts.ts'
import { writeAudit } from '../../server/stores/sql/audit.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import type { AccountId } from '../../shared/ids.ts'
import { qrOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import type { Site } from '../support/sites.ts'
import { newApprover, openPage } from './scene.ts'

/** Works on the database of a site, as a node of it would that tells a webhook of events. */
export async function insideEvents<Result>(
  site: Site,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const place = site.databaseUrl
    ? { databaseUrl: site.databaseUrl }
    : { file: join(site.nodes[0]!.folder, 'rekey.sqlite') }
  let found: Database | undefined
  const sql = await openSql({
    ...place,
    rpId: 'localhost',
    receiversOf: () => ['webhook'],
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

/** Writes so many events, for a webhook, in one transaction. */
export function writeEvents(site: Site, times: number): Promise<void> {
  return insideEvents(site, ({ transact }) =>
    transact(async (tx) => {
      for (let time = 0; time < times; time += 1)
        await writeAudit(tx, { action: 'address-counts', accountId: 'nobody' as AccountId })
    }),
  )
}

/** The states of the events for the webhook, and how often each was tried. */
export function eventRows(site: Site) {
  return insideEvents(site, ({ db }) =>
    db
      .selectFrom('events')
      .select(['id', 'event_id', 'type', 'state', 'why', 'tries'])
      .orderBy('id')
      .execute(),
  )
}

/** Whatever they wait for. */
export async function allDueNow(site: Site): Promise<void> {
  await insideEvents(site, ({ db }) =>
    db.updateTable('events').set({ due_at: 0 }).where('state', '=', 'waiting').execute(),
  )
}

/** Somebody gets back in by the approval of another device. Returns the name of the account. */
export async function recoverOnce(site: Site): Promise<string> {
  const approver = await newApprover(site)
  const page = await openPage(site)
  claimOf(await approver.approve(claimOf(await approver.scan(qrOf(page.view)))))
  const device = new SignedInDevice(site.url)
  const offer = await page.registerOptions()
  if (!offer.ok) throw new Error(offer.error.code)
  await page.register(device.authenticator.create(offer.options))
  await device.signIn()
  return approver.name
}
