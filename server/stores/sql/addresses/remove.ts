import type { AuditAction } from '../../../../shared/audit.ts'
import type { CredentialId } from '../../../../shared/ids.ts'
import { type Address, maskedAddress } from '../../../addresses/address.ts'
import { LATER_MS, NEW_ACCOUNT_MS } from '../../../addresses/lifetimes.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { answersFor, mayCancel } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { actorOf, entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { deleteAddress, isNewAccount, readAddresses } from './rows.ts'

/** See AddressStore. */
export function remove(
  { transact }: Database,
  doing: Doing,
  id: string,
): Promise<Answer<{ readonly leavesAt: number | null }>> {
  return transact(async (tx) => {
    const found = await holdToChange(tx, doing, id)
    if (!('address' in found)) return found
    const { held, actor, address } = found
    const adder = find(held, address.addedBy)
    if (address.state !== 'counts') {
      const may = adder ? mayCancel(actor, adder) : true
      if (may !== true) return refusal(may) // [M29]
      await gone(tx, doing, address)
      return { ok: true, leavesAt: null }
    }
    if (await isNewAccount(tx, doing.accountId, NEW_ACCOUNT_MS)) {
      await gone(tx, doing, address)
      return { ok: true, leavesAt: null }
    }
    return { ok: true, leavesAt: await schedule(tx, doing, actor, held, address) }
  })
}

/** See AddressStore. */
export function keep({ transact }: Database, doing: Doing, id: string): Promise<Answer<object>> {
  return transact(async (tx) => {
    const found = await holdToChange(tx, doing, id)
    if (!('address' in found)) return found
    const { held, actor, address } = found
    if (address.leavesAt === null) return refusal('not_found')
    const remover = find(held, address.removedBy)
    const may = remover ? mayCancel(actor, remover) : true
    if (may !== true) return refusal(may) // [M30]
    await stays(tx, doing, address)
    return { ok: true }
  })
}

async function holdToChange(tx: Queries, doing: Doing, id: string) {
  const held = await holdAccount(tx, doing.accountId)
  const actor = actorOf(held, doing)
  if (!actor) return refusal('step_up_refused') // [M23]
  const address = (await readAddresses(tx, doing.accountId)).find((one) => one.id === id)
  return address ? { held, actor, address } : refusal('not_found')
}

/** A removal that is scheduled already keeps its time. The older of the two passkeys then answers for it. */
async function schedule(
  tx: Queries,
  doing: Doing,
  actor: Credential,
  held: readonly Credential[],
  { id, address, removedBy, leavesAt }: Address,
): Promise<number> {
  const { leaves_at } = await tx.db
    .updateTable('addresses')
    .set((row) => ({
      removed_by: answersFor(actor, find(held, removedBy)).id, // [A166]
      leaves_at: row.fn.coalesce('leaves_at', row(tx.now, '+', LATER_MS)), // [M31]
    }))
    .where('id', '=', id)
    .returning('leaves_at')
    .executeTakeFirstOrThrow()
  if (leavesAt === null) {
    await writeAudit(tx, entryOf(doing, 'address-scheduled', null, maskedAddress(address)))
  }
  return leaves_at ?? 0
}

/** Removes an address for good. One that was never confirmed is no news. */
export async function gone(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  { id, address, state }: Address,
): Promise<void> {
  const action: AuditAction = state === 'unconfirmed' ? 'address-forgotten' : 'address-removed'
  // Before it is gone, so that it is told too.
  await writeAudit(tx, entryOf(doing, action, null, maskedAddress(address))) // [M36]
  await deleteAddress(tx, id)
}

/** Cancels the removal of an address. */
export async function stays(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  { id, address }: Address,
): Promise<void> {
  await tx.db
    .updateTable('addresses')
    .set({ removed_by: null, leaves_at: null })
    .where('id', '=', id)
    .execute()
  await writeAudit(tx, entryOf(doing, 'address-kept', null, maskedAddress(address)))
}

/**
 * What passkeys that are stopped were about to change about addresses does not happen: what they added and does not
 * count yet goes, and what they wanted to remove stays. Returns how many changes that were.
 */
export async function dropAddressChanges(
  tx: Queries,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  isStopped: (by: CredentialId) => boolean,
): Promise<number> {
  const all = await readAddresses(tx, doing.accountId)
  const added = all.filter(({ state, addedBy }) => state !== 'counts' && isStopped(addedBy))
  const leaving = all.filter(({ removedBy }) => removedBy !== null && isStopped(removedBy))
  for (const address of added) await gone(tx, doing, address)
  for (const address of leaving) await stays(tx, doing, address)
  return added.length + leaving.length
}
