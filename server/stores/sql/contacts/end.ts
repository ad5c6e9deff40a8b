import type { AuditAction } from '../../../../shared/audit.ts'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { WayByContacts } from '../../../audit/audit-entry.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Contact } from '../../../methods/contacts/contact-store.ts'
import { AGE_MS } from '../../../methods/contacts/lifetimes.ts'
import { answersFor, mayCancel } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { readContacts } from './rows.ts'

/** See ContactStore. */
export function end(
  { transact }: Database,
  doing: Doing,
  id: string,
): Promise<Answer<{ readonly endsAt: number | null; readonly accounts: readonly AccountId[] }>> {
  return transact(async (tx) => {
    const found = await holdToChange(tx, doing, id)
    if (!('contact' in found)) return found
    const { held, actor, contact } = found
    const accounts = contact.contactId === null ? [] : [contact.contactId]
    if (contact.state === 'counts')
      return { ok: true, endsAt: await schedule(tx, doing, actor, held, contact), accounts } // [F13]
    const namer = find(held, contact.namedBy)
    const may = namer ? mayCancel(actor, namer) : true
    if (may !== true) return refusal(may) // [F14]
    await gone(tx, doing, contact, 'withdrawn')
    return { ok: true, endsAt: null, accounts }
  })
}

/** See ContactStore. */
export function keep({ transact }: Database, doing: Doing, id: string): Promise<Answer<object>> {
  return transact(async (tx) => {
    const found = await holdToChange(tx, doing, id)
    if (!('contact' in found)) return found
    const { held, actor, contact } = found
    if (contact.endsAt === null) return refusal('not_found')
    const ender = find(held, contact.endedBy)
    const may = ender ? mayCancel(actor, ender) : true
    if (may !== true) return refusal(may) // [F14]
    await stays(tx, doing, contact)
    return { ok: true }
  })
}

async function holdToChange(tx: Queries, doing: Doing, id: string) {
  const held = await holdAccount(tx, doing.accountId)
  const actor = actorOf(held, doing)
  if (!actor) return refusal('step_up_refused') // [F1]
  const contact = (await readContacts(tx, 'account_id', doing.accountId)).find((one) => one.id === id)
  return contact ? { held, actor, contact } : refusal('not_found')
}

/** An end that is scheduled already keeps its time. The older of the two passkeys then answers for it. */
async function schedule(
  tx: Queries,
  doing: Doing,
  actor: Credential,
  held: readonly Credential[],
  { id, endedBy, endsAt }: Contact,
): Promise<number | null> {
  const was = await wayOf(tx, doing.accountId)
  const row = await tx.db
    .updateTable('recovery_contacts')
    .set((one) => ({
      ended_by: answersFor(actor, find(held, endedBy)).id, // [A166]
      ends_at: one.fn.coalesce('ends_at', one(tx.now, '+', AGE_MS)),
    }))
    .where('id', '=', id)
    .returning('ends_at')
    .executeTakeFirstOrThrow()
  if (endsAt === null) await tell(tx, doing, was, { action: 'contact-end-scheduled' })
  return row.ends_at
}

/** Ends a contact for good, or takes a request back. */
export async function gone(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  { id, state }: Contact,
  detail: 'withdrawn' | 'left' | 'scheduled' | 'stopped' | 'not-due',
): Promise<void> {
  const was = await wayOf(tx, doing.accountId)
  await tx.db.deleteFrom('recovery_contacts').where('id', '=', id).execute()
  await tell(tx, doing, was, { action: 'contact-ended', detail, ended: state })
}

/** Cancels the end of a contact. */
export async function stays(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  { id }: Contact,
): Promise<void> {
  const was = await wayOf(tx, doing.accountId)
  await tx.db
    .updateTable('recovery_contacts')
    .set({ ended_by: null, ends_at: null })
    .where('id', '=', id)
    .execute()
  await tell(tx, doing, was, { action: 'contact-kept' })
}

interface Change {
  readonly action: AuditAction
  readonly detail?: string
  /** The state of one that ended. */
  readonly ended?: Contact['state']
}

/** Tells of a change of contacts, and of what it made of them as a way back. */
async function tell(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  was: WayByContacts,
  { action, detail, ended }: Change,
): Promise<void> {
  const is = await wayOf(tx, doing.accountId)
  await writeAudit(tx, {
    ...entryOf(doing, action, null, detail),
    contacts: { ended: ended ?? null, was, is },
  })
}

/** One whose end is due counts until that is carried out. */
async function wayOf({ db }: Queries, accountId: AccountId): Promise<WayByContacts> {
  const counting = await db
    .selectFrom('recovery_contacts')
    .select('ends_at')
    .where('account_id', '=', accountId)
    .where('counts_since', 'is not', null)
    .execute()
  if (counting.length === 0) return 'off'
  return counting.some(({ ends_at }) => ends_at === null) ? 'on' : 'ending'
}

/**
 * What passkeys that are stopped were about to change about contacts does not happen: whom they named and who does not
 * count yet goes, and whom they wanted to end stays. Returns how many changes that were.
 */
export async function dropContactChanges(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  isStopped: (by: CredentialId) => boolean,
): Promise<number> {
  const all = await readContacts(tx, 'account_id', doing.accountId)
  const named = all.filter(({ state, namedBy }) => state !== 'counts' && isStopped(namedBy))
  const ending = all.filter(({ endedBy }) => endedBy !== null && isStopped(endedBy))
  for (const contact of named) await gone(tx, doing, contact, 'stopped')
  for (const contact of ending) await stays(tx, doing, contact)
  return named.length + ending.length
}
