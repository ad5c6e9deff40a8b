import type { Selectable } from 'kysely'
import type { AccountId } from '../../../shared/ids.ts'
import type { MailContent } from '../../mail/content.ts'
import type { LeasedMail, Outbox } from '../../mail/outbox.ts'
import { writeAudit } from './audit.ts'
import type { Database, Queries } from './database.ts'
import type { Tables } from './tables.ts'

/** The outbox in SQL. */
export function createOutbox(database: Database): Outbox {
  const { db, now, transact } = database
  /** Only the node that has the lease decides: another one may have sent the mail since. */
  const leased = ({ db }: Queries, { id, leasedUntil }: LeasedMail) =>
    db
      .updateTable('mails')
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('due_at', '=', leasedUntil) // [M9]

  function end(mail: LeasedMail, state: 'refused' | 'given-up', why: string): Promise<boolean> {
    return transact(async (tx) => {
      const row = await leased(tx, mail)
        .set({ state, why, content: null })
        .returning('account_id')
        .executeTakeFirst()
      const accountId = row?.account_id as AccountId | null | undefined
      if (accountId) await writeAudit(tx, { action: 'mail-undelivered', accountId, detail: why })
      return row !== undefined
    })
  }

  return {
    async lease(most, leaseMs) {
      const due = () =>
        db
          .selectFrom('mails')
          .select('id')
          .where('state', '=', 'waiting')
          .where('due_at', '<=', now)
          .where('give_up_at', '>', now)
          .orderBy('due_at')
          .orderBy('id')
          .limit(most)
      // Nearly always there is none: a look is cheaper than a write, which SQLite has one of at a time.
      const ids = (await due().execute()).map(({ id }) => id)
      if (ids.length === 0) return []
      const rows = await db
        .updateTable('mails')
        .set((row) => ({ due_at: row(now, '+', leaseMs), tries: row('tries', '+', 1) }))
        .where('id', 'in', ids)
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now) // [M8]
        .returningAll()
        .execute()
      return rows.flatMap(toLeased)
    },
    async sent(mail) {
      await leased(database, mail).set({ state: 'sent', why: null, content: null }).execute() // [M10]
    },
    async putOff(mail, retryMs, why) {
      const again = await leased(database, mail)
        .set((row) => ({ due_at: row(now, '+', retryMs), why }))
        .where('give_up_at', '>', (row) => row(now, '+', retryMs)) // [M11]
        .returning('id')
        .executeTakeFirst()
      if (again) return 'put-off'
      return (await end(mail, 'given-up', why)) ? 'given-up' : 'put-off'
    },
    async refused(mail, why) {
      await end(mail, 'refused', why)
    },
    async giveUpLate() {
      const rows = await db
        .updateTable('mails')
        .set({ state: 'given-up', content: null })
        .where('state', '=', 'waiting')
        .where('give_up_at', '<=', now)
        .where('due_at', '<=', now)
        .returning('id')
        .execute()
      return rows.length
    },
  }
}

/** What it says is missing only if somebody wrote into the table by hand. */
function toLeased(row: Selectable<Tables['mails']>): LeasedMail[] {
  if (row.content === null) return []
  return [
    {
      id: row.id,
      to: row.recipient,
      accountId: row.account_id as AccountId | null,
      content: JSON.parse(row.content) as MailContent,
      at: row.created_at,
      leasedUntil: row.due_at,
      tries: row.tries,
    },
  ]
}
