import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import { type Address, maskedAddress } from '../../../addresses/address.ts'
import { mayCarryOut } from '../../../passkeys/authority.ts'
import { find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne } from '../one-by-one.ts'
import { gone, stays } from './remove.ts'
import { readAddresses } from './rows.ts'

/** See AddressStore. Each account has its own transaction, so that several nodes can do this at once. */
export async function carryOut(database: Database, failed: Failed): Promise<readonly AccountId[]> {
  const { db, now, transact } = database
  const rows = await db
    .selectFrom('addresses')
    .select('account_id')
    .where((row) => row.or([row('counts_from', '<=', now), row('leaves_at', '<=', now)]))
    .execute()
  const changed: AccountId[] = []
  const work = async (accountId: AccountId) => {
    if (await transact((tx) => carryOutFor(tx, accountId))) changed.push(accountId)
  }
  await oneByOne(new Set(rows.map(({ account_id }) => account_id as AccountId)), work, failed)
  return changed
}

/** Judged again, as things are now: what a passkey scheduled dies with it. */
async function carryOutFor(tx: Queries, accountId: AccountId): Promise<boolean> {
  const held = await holdAccount(tx, accountId)
  const stands = (by: CredentialId | null) => {
    const passkey = find(held, by)
    return passkey !== null && mayCarryOut(passkey) // [M32]
  }
  const { at } = await tx.db.selectNoFrom(tx.now.as('at')).executeTakeFirstOrThrow()
  const doing = { accountId, trace: {} }
  let changed = false
  for (const address of await readAddresses(tx, accountId)) {
    if (address.countsFrom !== null && address.countsFrom <= at) {
      changed = true
      if (stands(address.addedBy)) await counts(tx, address)
      else await gone(tx, doing, address)
    } else if (address.leavesAt !== null && address.leavesAt <= at) {
      changed = true
      if (stands(address.removedBy)) await gone(tx, doing, address)
      else await stays(tx, doing, address)
    }
  }
  return changed
}

async function counts(tx: Queries, { id, accountId, address }: Address): Promise<void> {
  await tx.db
    .updateTable('addresses')
    .set({ state: 'counts', counts_from: null, counts_since: tx.now })
    .where('id', '=', id)
    .execute()
  await writeAudit(tx, { action: 'address-counts', accountId, detail: maskedAddress(address) })
}
