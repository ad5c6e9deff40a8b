import type { Selectable } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import type { MailContent } from '../../../mail/content.ts'
import type { LeasedMail } from '../../../mail/leased-mail.ts'
import type { Outbox } from '../../../outbox/outbox.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'
import { createLeases } from './leases.ts'

/** The outbox of mails in SQL. */
export function createMailOutbox(database: Database): Outbox<LeasedMail> {
  const { db, now, transact } = database
  const leases = createLeases(database, 'mails', null)

  function end(mail: LeasedMail, state: 'refused' | 'given-up', why: string): Promise<boolean> {
    return transact(async (tx) => {
      const row = await leases
        .held(tx, mail)
        .set({ state, why, content: null })
        .returning('account_id')
        .executeTakeFirst()
      const accountId = row?.account_id as AccountId | null | undefined
      if (accountId) await writeAudit(tx, { action: 'mail-undelivered', accountId, detail: why })
      return row !== undefined
    })
  }

  return {
    lease: async (most, leaseMs) => (await leases.lease(most, leaseMs)).flatMap(toLeased),
    sent: leases.sent,
    async putOff(mail, retryMs, why) {
      if (await leases.putOff(mail, retryMs, why)) return 'put-off'
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
