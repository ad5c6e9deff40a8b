import type { Selectable } from 'kysely'
import type { AccountId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { MailContent } from '../../../mail/content.ts'
import type { LeasedMail } from '../../../mail/leased-mail.ts'
import type { Outbox } from '../../../outbox/outbox.ts'
import { writeAudit } from '../audit.ts'
import { BATCH } from '../batch.ts'
import type { Database, Queries } from '../database.ts'
import type { Tables } from '../tables.ts'
import { NOBODY } from '../write-mail.ts'
import { createLeases } from './leases.ts'

/** The outbox of mails in SQL. */
export function createMailOutbox(database: Database): Outbox<LeasedMail> {
  const { now, transact } = database
  const leases = createLeases(database, 'mails', null)

  function end(mail: LeasedMail, state: 'refused' | 'given-up', why: string): Promise<boolean> {
    return transact(async (tx) => {
      const row = await leases
        .held(tx, mail)
        .set({ state, why, content: null })
        .returning('account_id')
        .executeTakeFirst()
      if (row?.account_id) await writeAudit(tx, undelivered(row.account_id, why))
      return row !== undefined
    })
  }

  async function endLate(tx: Queries) {
    const late = tx.db
      .selectFrom('mails')
      .select('id')
      .where('state', '=', 'waiting')
      .where('give_up_at', '<=', now)
      .where('due_at', '<=', now)
      .limit(BATCH)
    const rows = await tx.db
      .updateTable('mails')
      .set({ state: 'given-up', content: null })
      .where('id', 'in', late)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now)
      .returning(['account_id', 'recipient', 'why'])
      .execute()
    const told = rows.flatMap(({ account_id, why }) => (account_id ? [undelivered(account_id, why)] : []))
    if (told.length > 0) await writeAudit(tx, ...told) // [M47]
    return rows
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
      let lost = 0
      let ended = BATCH
      while (ended === BATCH) {
        const rows = await transact(endLate)
        ended = rows.length
        const forSomebody = rows.filter(({ recipient }) => recipient !== NOBODY) // [M48]
        lost += forSomebody.length
      }
      return lost
    },
  }
}

/** Its account's activity says so, however a mail ends that wasn't sent. */
function undelivered(accountId: string, why: string | null): AuditEntry {
  const told = { action: 'mail-undelivered', accountId: accountId as AccountId } as const
  return why === null ? told : { ...told, detail: why }
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
