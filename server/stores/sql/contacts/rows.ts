import { type Expression, expressionBuilder, type Selectable, type SqlBool } from 'kysely'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { Contact } from '../../../methods/contacts/contact-store.ts'
import type { Agreement } from '../../../methods/contacts/may-vouch.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { readCredentialsOf } from '../credential-rows.ts'
import type { Queries } from '../database.ts'
import { isUndoable } from '../recovery/undoable.ts'
import type { Tables } from '../tables.ts'

/** Not a request that ran out, nor a contact whose end is due. */
export function isThere({ now }: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'recovery_contacts'>()
  return row.and([
    row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]),
    row.or([row('ends_at', 'is', null), row('ends_at', '>', now)]),
  ])
}

/** Contacts by whose they are, or by who they are: oldest first. */
export async function readContacts(
  queries: Queries,
  by: 'account_id' | 'contact_id',
  accountId: AccountId,
): Promise<readonly Contact[]> {
  const rows = await queries.db
    .selectFrom('recovery_contacts')
    .selectAll()
    .where(by, '=', accountId)
    .where(isThere(queries))
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(toContact)
}

/** One contact by its id. */
export async function findContact({ db }: Queries, id: string): Promise<Contact | null> {
  const row = await db.selectFrom('recovery_contacts').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toContact(row) : null
}

/** What to hold for the requests that reach an account, or would reach a name that nobody has. */
export function requestsTo(whom: string): string {
  return `requests to ${whom}`
}

/** Holds both accounts of a contact until the transaction ends, always in the same order, and reads their passkeys. */
export async function holdBoth(
  tx: Queries,
  own: AccountId,
  other: AccountId | null,
): Promise<readonly Credential[]> {
  const both = [...new Set([own, other ?? own])].sort()
  for (const accountId of both) await tx.hold(tx.db, accountId)
  return readCredentialsOf(tx, own)
}

/** Whether somebody got back into an account by a recovery that can still be undone. */
export async function wasRecovered(queries: Queries, accountId: AccountId): Promise<boolean> {
  const row = await queries.db
    .selectFrom('recoveries')
    .select('id')
    .where('account_id', '=', accountId)
    .where('method', '!=', 'added')
    .where(isUndoable(queries))
    .executeTakeFirst()
  return row !== undefined // [F7]
}

/** What the decision about vouching rests on. Null as long as nobody agreed. */
export function agreementOf(contact: Contact): Agreement | null {
  const { agreedAt, countsSince, endsAt } = contact
  return agreedAt === null ? null : { agreedAt, countsSince, endsAt }
}

function toContact(row: Selectable<Tables['recovery_contacts']>): Contact {
  const state = row.agreed_at === null ? 'asked' : row.counts_since === null ? 'waiting' : 'counts'
  return {
    id: row.id,
    accountId: row.account_id as AccountId,
    contactId: row.contact_id as AccountId | null,
    name: row.name,
    foldedName: row.folded_name,
    state,
    namedBy: row.named_by as CredentialId,
    askedAt: row.asked_at,
    askedUntil: row.expires_at,
    agreedAt: row.agreed_at,
    countsFrom: row.counts_from,
    countsSince: row.counts_since,
    endedBy: row.ended_by as CredentialId | null,
    endsAt: row.ends_at,
  }
}
