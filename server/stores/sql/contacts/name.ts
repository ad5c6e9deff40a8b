import { MOST_ADDRESSES } from '../../../../shared/addresses.ts'
import { MOST_CONTACTS } from '../../../../shared/contacts.ts'
import type { AccountId } from '../../../../shared/ids.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { GIVE_UP_MS } from '../../../mail/retry.ts'
import type { Naming } from '../../../methods/contacts/contact-store.ts'
import { ASKED_MS, MOST_REQUESTS } from '../../../methods/contacts/lifetimes.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { countingAddresses } from '../notices.ts'
import { writeMail, writeNoMail } from '../write-mail.ts'
import { readContacts, requestsTo } from './rows.ts'

/** See ContactStore. Each statement is sent whether anybody has the name or not. */
export function name(
  { transact }: Database,
  doing: Doing,
  naming: Naming,
): Promise<Answer<{ readonly accounts: readonly AccountId[] }>> {
  const { accountId, by } = doing
  const { id, shown, folded } = naming
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    if (!actorOf(held, doing)) return refusal('step_up_refused') // [F1]
    const own = await readContacts(tx, 'account_id', accountId)
    if (own.some(({ foldedName }) => foldedName === folded)) return refusal('contact_known')
    if (own.length >= MOST_CONTACTS) return refusal('too_many_contacts') // [F8]
    // Before a row is touched, as whoever refuses them does it: so the two wait for each other only here.
    await tx.hold(tx.db, requestsTo(naming.contactId ?? folded)) // [S223]
    await tx.db
      .deleteFrom('recovery_contacts')
      .where('account_id', '=', accountId)
      .where('folded_name', '=', folded)
      .execute()
    const reached = await whomItReaches(tx, naming.contactId)
    await tx.db
      .insertInto('recovery_contacts')
      .values((row) => ({
        ...{ id, account_id: accountId, contact_id: reached, name: shown, folded_name: folded },
        named_by: by,
        asked_at: tx.now,
        expires_at: row(tx.now, '+', ASKED_MS),
      }))
      .execute()
    await mailRequest(tx, naming.askedBy, naming.mails ? reached : null) // [F32]
    await writeAudit(tx, entryOf(doing, 'contact-named', null))
    return { ok: true, accounts: reached === null ? [] : [reached] }
  })
}

const NOBODY = 'nobody' as AccountId

/** Nobody who refuses all requests, and nobody who has too many open ones. */
async function whomItReaches(tx: Queries, contactId: AccountId | null): Promise<AccountId | null> {
  const asked = contactId ?? NOBODY
  const refuses = await refusesAll(tx, asked)
  const open = (await readContacts(tx, 'contact_id', asked)).filter(({ state }) => state === 'asked')
  if (refuses) return null // [F10]
  return open.length >= MOST_REQUESTS ? null : contactId // [F9]
}

/** As many rows as an account can have addresses, so that the time they take says nothing about whom it reaches. */
async function mailRequest(tx: Queries, by: string, contactId: AccountId | null): Promise<void> {
  const content = { what: 'contact-request', by } as const
  const addresses = await countingAddresses(tx, { accountId: contactId ?? NOBODY })
  for (let index = 0; index < MOST_ADDRESSES; index += 1) {
    const to = addresses[index]?.address
    if (to === undefined) await writeNoMail(tx, { content })
    else await writeMail(tx, { accountId: contactId, to, content, giveUpMs: GIVE_UP_MS }) // [F31]
  }
}

/** See ContactStore. */
export async function refusesAll({ db }: Queries, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('contact_refusers')
    .select('account_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row !== undefined
}
