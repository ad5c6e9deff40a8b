import type { AccountId } from '../../../../shared/ids.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Contact } from '../../../methods/contacts/contact-store.ts'
import { AGE_MS } from '../../../methods/contacts/lifetimes.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { gone } from './end.ts'
import { findContact, holdBoth, readContacts, requestsTo } from './rows.ts'

/** See ContactStore. */
export function agree(
  { transact }: Database,
  doing: Doing,
  id: string,
): Promise<Answer<{ readonly countsFrom: number; readonly accounts: readonly AccountId[] }>> {
  return transact(async (tx) => {
    const found = await holdWithOwner(tx, doing, id)
    if (!('contact' in found)) return found
    const { contact } = found
    if (contact.state !== 'asked') return refusal('not_found')
    const row = await tx.db
      .updateTable('recovery_contacts')
      .set((one) => ({
        agreed_at: tx.now,
        counts_from: one(tx.now, '+', AGE_MS),
        expires_at: null,
      }))
      .where('id', '=', id)
      .where('contact_id', '=', doing.accountId) // [F33]
      .returning('counts_from')
      .executeTakeFirst()
    if (!row) return refusal('not_found')
    await writeAudit(
      tx,
      { action: 'contact-agreed', accountId: contact.accountId },
      entryOf(doing, 'vouching-agreed', null),
    )
    return { ok: true, countsFrom: row.counts_from ?? 0, accounts: [contact.accountId] }
  })
}

/** See ContactStore. */
export function leave(
  { transact }: Database,
  doing: Doing,
  id: string,
): Promise<Answer<{ readonly accounts: readonly AccountId[] }>> {
  return transact(async (tx) => {
    const found = await holdWithOwner(tx, doing, id)
    if (!('contact' in found)) return found
    const { contact } = found
    if (contact.state === 'asked') return refusal('not_found')
    await gone(tx, { accountId: contact.accountId, trace: {} }, contact, 'left') // [F15]
    await writeAudit(tx, entryOf(doing, 'vouching-ended', null))
    return { ok: true, accounts: [contact.accountId] }
  })
}

/** The account is about to be deleted: it is nobody's contact any more, and who named it is told. */
export async function leaveOwners(tx: Queries, accountId: AccountId): Promise<void> {
  const all = await readContacts(tx, 'contact_id', accountId)
  for (const contact of all.filter(({ state }) => state !== 'asked')) {
    await gone(tx, { accountId: contact.accountId, trace: {} }, contact, 'left')
  }
  await tx.db
    .updateTable('recovery_contacts')
    .set({ contact_id: null })
    .where('contact_id', '=', accountId)
    .execute()
}

/** The passkey of the contact acts. Nobody else's contact is found. */
async function holdWithOwner(
  tx: Queries,
  doing: Doing,
  id: string,
): Promise<Answer<{ readonly contact: Contact }>> {
  const named = await findContact(tx, id)
  const held = await holdBoth(tx, doing.accountId, named?.accountId ?? null)
  if (!actorOf(held, doing)) return refusal('step_up_refused') // [F2]
  const own = await readContacts(tx, 'contact_id', doing.accountId)
  const contact = own.find((one) => one.id === id)
  return contact ? { ok: true, contact } : refusal('not_found')
}

/** See ContactStore. The owner sees no difference. */
export async function decline({ db }: Queries, accountId: AccountId, id: string): Promise<Answer<object>> {
  const row = await db
    .updateTable('recovery_contacts')
    .set({ contact_id: null })
    .where('id', '=', id)
    .where('contact_id', '=', accountId)
    .where('agreed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row ? { ok: true } : refusal('not_found')
}

/** See ContactStore. */
export function refuseAll({ transact }: Database, accountId: AccountId, refuses: boolean): Promise<boolean> {
  return transact(async (tx) => {
    const { db } = tx
    if (!refuses) {
      const row = await db
        .deleteFrom('contact_refusers')
        .where('account_id', '=', accountId)
        .returning('account_id')
        .executeTakeFirst()
      return row !== undefined
    }
    // A request that is being written is complete before this, or finds that they are refused.
    await tx.hold(db, requestsTo(accountId)) // [F34]
    const row = await db
      .insertInto('contact_refusers')
      .values({ account_id: accountId })
      .onConflict((conflict) => conflict.column('account_id').doNothing())
      .returning('account_id')
      .executeTakeFirst()
    const refused = await db
      .updateTable('recovery_contacts')
      .set({ contact_id: null })
      .where('contact_id', '=', accountId)
      .where('agreed_at', 'is', null)
      .returning('id')
      .execute()
    return row !== undefined || refused.length > 0
  })
}
