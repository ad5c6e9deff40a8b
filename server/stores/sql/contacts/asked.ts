import type { AccountId } from '../../../../shared/ids.ts'
import type { AskedVouch } from '../../../methods/contacts/vouch-store.ts'
import type { Queries } from '../database.ts'
import { agreementOf, readContacts, wasRecovered } from './rows.ts'

/** A request that still works, with the row of the contact who looks at it. */
export async function findAsked(
  queries: Queries,
  id: string,
  contactId: AccountId,
): Promise<{ readonly asked: AskedVouch; readonly contactRow: string } | null> {
  const { db, now } = queries
  const row = await db
    .selectFrom('vouch_requests')
    .selectAll()
    .select(now.as('at'))
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now) // [F16]
    .executeTakeFirst()
  const own = await readContacts(queries, 'contact_id', contactId)
  const contact = own.find(
    ({ accountId }) => accountId === row?.account_id, // [F17]
  )
  const agreement = contact && agreementOf(contact)
  if (!row || !contact || !agreement) return null
  const { device, network, place } = row
  return {
    contactRow: contact.id,
    asked: {
      id,
      accountId: contact.accountId,
      requester: { device, network, place },
      askedAt: row.asked_at,
      agreement,
      recovered: await wasRecovered(queries, contactId),
      now: row.at,
    },
  }
}
