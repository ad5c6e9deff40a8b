import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import { mayCarryOut } from '../../../passkeys/authority.ts'
import { find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne } from '../one-by-one.ts'
import { gone, stays } from './end.ts'
import { findContact } from './rows.ts'

/** See ContactStore. Each account has its own transaction, so that several nodes can do this at once. */
export async function carryOut(database: Database, failed: Failed): Promise<readonly AccountId[]> {
  const { db, now, transact } = database
  const rows = await db
    .selectFrom('recovery_contacts')
    .select('account_id')
    .where((row) => row.or([row('counts_from', '<=', now), row('ends_at', '<=', now)]))
    .execute()
  const changed = new Set<AccountId>()
  const work = async (accountId: AccountId) => {
    for (const one of await transact((tx) => carryOutFor(tx, accountId))) changed.add(one)
  }
  await oneByOne(new Set(rows.map(({ account_id }) => account_id as AccountId)), work, failed)
  return [...changed]
}

/** Judged again, as things are now: what a passkey scheduled dies with it. Gives both accounts of what changed. */
async function carryOutFor(tx: Queries, accountId: AccountId): Promise<readonly AccountId[]> {
  const held = await holdAccount(tx, accountId)
  const stands = (by: CredentialId | null) => {
    const passkey = find(held, by)
    return passkey !== null && mayCarryOut(passkey) // [F11]
  }
  const doing = { accountId, trace: {} }
  const due = await tx.db
    .selectFrom('recovery_contacts')
    .select('id')
    .where('account_id', '=', accountId)
    .where((row) => row.or([row('counts_from', '<=', tx.now), row('ends_at', '<=', tx.now)]))
    .execute()
  const changed: AccountId[] = []
  for (const { id } of due) {
    const contact = await findContact(tx, id)
    if (!contact) continue
    changed.push(accountId, ...(contact.contactId ? [contact.contactId] : []))
    if (contact.endsAt !== null) {
      if (stands(contact.endedBy)) await gone(tx, doing, contact, 'scheduled')
      else await stays(tx, doing, contact)
    } else if (stands(contact.namedBy)) await letCount(tx, accountId, id)
    else await gone(tx, doing, contact, 'not-due')
  }
  return changed
}

async function letCount(tx: Queries, accountId: AccountId, id: string): Promise<void> {
  await tx.db
    .updateTable('recovery_contacts')
    .set({ counts_from: null, counts_since: tx.now })
    .where('id', '=', id)
    .execute()
  await writeAudit(tx, { action: 'contact-counts', accountId })
}
