import { type Answer, refusal } from '../../../errors/answer.ts'
import { CODE_MS, CODE_TRIES } from '../../../methods/contacts/lifetimes.ts'
import { mayVouch } from '../../../methods/contacts/may-vouch.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import { readCredentialsOf } from '../credential-rows.ts'
import type { Database } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import type { Spend } from '../recovery/slow/spend.ts'
import { findAsked } from './asked.ts'
import { agreementOf, findContact, wasRecovered } from './rows.ts'

/** See VouchStore. */
export function vouch(
  { transact }: Database,
  doing: Doing,
  id: string,
  codeHash: string,
): Promise<Answer<{ readonly until: number; readonly now: number }>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const passkey = find(held, doing.by)
    const found = await findAsked(tx, id, doing.accountId)
    if (!passkey || !found) return refusal('code_invalid')
    const may = mayVouch(found.asked.agreement, passkey, found.asked)
    if (may !== true) return refusal(may) // [F20]
    const row = await tx.db
      .updateTable('vouch_requests')
      .set((one) => ({
        ...{ vouched_as: found.contactRow, vouched_by: doing.by },
        ...{ code_hash: codeHash, tries_left: CODE_TRIES },
        expires_at: one(tx.now, '+', CODE_MS),
      }))
      .where('id', '=', id)
      .where('account_id', '=', found.asked.accountId) // [F35]
      .where('used_at', 'is', null) // [F35]
      .returning(['expires_at', tx.now.as('at')])
      .executeTakeFirst()
    if (!row) return refusal('code_invalid')
    await writeAudit(tx, entryOf(doing, 'vouched', doing.by))
    return { ok: true, until: row.expires_at, now: row.at }
  })
}

/**
 * See Spend. Evidence is the id of the request. Whether the contact may vouch is judged once more, with the passkey that
 * they used. The proof is as old as the contact counts.
 */
export const spendVouch: Spend = async (tx, accountId, id) => {
  const used = await tx.db
    .updateTable('vouch_requests')
    .set({ used_at: tx.now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('code_hash', 'is not', null)
    .where('used_at', 'is', null) // [F22]
    .where('expires_at', '>', tx.now)
    .returning(['vouched_as', 'vouched_by', tx.now.as('at')])
    .executeTakeFirst()
  const contact = used?.vouched_as ? await findContact(tx, used.vouched_as) : null
  const agreement = contact && agreementOf(contact)
  if (!used || !agreement || contact.accountId !== accountId || !contact.contactId) return null
  const passkeys = await readCredentialsOf(tx, contact.contactId)
  const passkey = passkeys.find((one) => one.id === used.vouched_by)
  const around = { now: used.at, recovered: await wasRecovered(tx, contact.contactId) }
  if (!passkey || mayVouch(agreement, passkey, around) !== true) return null // [F20]
  return { since: agreement.countsSince, method: 'contact', agreementId: contact.id }
}
