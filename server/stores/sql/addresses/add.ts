import { MOST_ADDRESSES } from '../../../../shared/addresses.ts'
import { maskedAddress } from '../../../addresses/address.ts'
import type { NewAddress } from '../../../addresses/address-store.ts'
import { CODE_MS, CODE_TRIES, LATER_MS, NEW_ACCOUNT_MS } from '../../../addresses/lifetimes.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { sameText } from '../../../secrets/same-text.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { writeMail } from '../write-mail.ts'
import { isNewAccount, readAddresses } from './rows.ts'

/** See AddressStore. */
export function add(
  { transact }: Database,
  doing: Doing,
  wish: NewAddress,
): Promise<Answer<{ readonly codeUntil: number }>> {
  const { accountId, by } = doing
  const { id, address } = wish
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    if (!actorOf(held, doing)) return refusal('step_up_refused') // [M23]
    const own = await readAddresses(tx, accountId)
    const confirmed = own.filter(({ state }) => state !== 'unconfirmed')
    if (confirmed.some((one) => one.address === address)) return refusal('address_known')
    if (confirmed.length >= MOST_ADDRESSES) return refusal('too_many_addresses') // [M24]
    await tx.db
      .deleteFrom('addresses')
      .where('account_id', '=', accountId)
      .where('state', '=', 'unconfirmed')
      .execute()
    const { code_until } = await tx.db
      .insertInto('addresses')
      .values((row) => ({
        id,
        account_id: accountId,
        address,
        state: 'unconfirmed',
        added_by: by,
        created_at: tx.now,
        code_hash: wish.codeHash,
        code_until: row(tx.now, '+', CODE_MS),
        tries_left: CODE_TRIES,
      }))
      .returning('code_until')
      .executeTakeFirstOrThrow()
    const from = { device: doing.trace.device ?? null, network: doing.trace.network ?? null }
    // Written either way, so that the answer, and the time that it takes, say nothing about other accounts.
    const isOthers = await isConfirmed(tx, address)
    await writeMail(tx, {
      // Nothing about the mail is said to an account that may only guess the address.
      accountId: null,
      to: address,
      content: isOthers
        ? { what: 'address-taken', from } // [M25]
        : { what: 'address-code', code: wish.code, account: wish.accountName, from },
      giveUpMs: CODE_MS,
    })
    await writeAudit(tx, entryOf(doing, 'address-asked', null, maskedAddress(address)))
    return { ok: true, codeUntil: code_until ?? 0 }
  })
}

/** See AddressStore. */
export function confirm(
  { transact }: Database,
  doing: Omit<Doing, 'by'>,
  id: string,
  hashes: readonly string[],
): Promise<Answer<{ readonly countsFrom: number | null }>> {
  const { accountId } = doing
  return transact(async (tx) => {
    const held = await holdAccount(tx, accountId)
    const row = await spendTry(tx, accountId, id)
    if (!row || !hashes.some((hash) => sameText(hash, row.code_hash ?? ''))) return refusal('code_invalid') // [M26]
    if (!actorOf(held, { by: row.added_by as Doing['by'] })) return refusal('step_up_refused') // [M23]
    const confirmed = (await readAddresses(tx, accountId)).filter(({ state }) => state !== 'unconfirmed')
    if (confirmed.length >= MOST_ADDRESSES) return refusal('too_many_addresses') // [M24]
    // Two accounts that confirm it at the same time: one waits here for the other.
    await tx.hold(tx.db, `address ${row.address}`)
    if (await isConfirmed(tx, row.address)) return refusal('address_taken') // [M27]
    const atOnce = await isNewAccount(tx, accountId, NEW_ACCOUNT_MS)
    const { counts_from } = await tx.db
      .updateTable('addresses')
      .set((one) => ({
        state: atOnce ? 'counts' : 'waiting',
        counts_from: atOnce ? null : one(tx.now, '+', LATER_MS),
        counts_since: atOnce ? tx.now : null,
        code_hash: null,
        code_until: null,
      }))
      .where('id', '=', id)
      .returning('counts_from')
      .executeTakeFirstOrThrow()
    const action = atOnce ? 'address-counts' : 'address-added'
    await writeAudit(tx, entryOf(doing, action, null, maskedAddress(row.address)))
    return { ok: true, countsFrom: counts_from }
  })
}

/** Counts a try before anything is compared. Null if none is left, or the code is not there or late. */
function spendTry({ db, now }: Queries, accountId: Doing['accountId'], id: string) {
  return db
    .updateTable('addresses')
    .set((row) => ({ tries_left: row('tries_left', '-', 1) }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('state', '=', 'unconfirmed')
    .where('tries_left', '>', 0) // [M26]
    .where('code_until', '>', now) // [M26]
    .returning(['address', 'added_by', 'code_hash'])
    .executeTakeFirst()
}

async function isConfirmed({ db }: Queries, address: string): Promise<boolean> {
  const row = await db
    .selectFrom('addresses')
    .select('id')
    .where('address', '=', address)
    .where('state', '!=', 'unconfirmed')
    .executeTakeFirst()
  return row !== undefined
}
