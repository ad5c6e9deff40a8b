import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import { SLOW_METHODS } from '../../../../shared/recovery.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { isOlder, mayStop } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { refusalOf } from '../../../passkeys/halt-refusal.ts'
import type { Doing, StopByOne } from '../../../passkeys/passkey-acts.ts'
import { stoppedSome } from '../../../passkeys/stopped-some.ts'
import { DECIDE_MS } from '../../../recovery/lifetimes.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { dropDeletionBy } from '../account-changes/deletion.ts'
import { dropAddressChanges } from '../addresses/remove.ts'
import { writeAudit } from '../audit.ts'
import { dropCodeChanges } from '../backup-codes/stopped.ts'
import { dropContactChanges } from '../contacts/end.ts'
import { readCredentialsOf } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { dropTurns } from '../method-switch/turn.ts'
import { freezeAs } from '../recovery/freeze.ts'
import { findRow, toRecovery } from '../recovery/row.ts'
import { stopUnderWay } from '../recovery/slow/stop.ts'
import { isStoppable } from '../recovery/undoable.ts'
import { entryOf, find } from './actor.ts'
import { answerForFrozen, endUnproven, type Halt, haltArrival, haltDoings, newHalt } from './halt.ts'
import { giveBack } from './restore.ts'
import { drop, listScheduled } from './schedule.ts'
import { setAside } from './set-aside.ts'
import { stopOf } from './stop-of.ts'

/** See PasskeyActs. */
export function stop({ transact }: Database, doing: Doing): Promise<Answer<StopByOne>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const own = find(held, doing.by)
    if (!own) return refusal('passkey_unknown')
    const overruledBy = find(held, own.suspendedBy)
    const may = mayStop(own, overruledBy)
    if (may !== true) return refusalOf(own, may) // [S135]
    if (await isFrozen(tx, own)) return refusal('passkey_suspended') // [S139]
    const halt = newHalt()
    const overruled = own.status === 'suspended' ? overruledBy : null
    const restored = overruled ? await takeBack(tx, doing, held, overruled) : []
    const stopped = overruled ? await stopDoer(tx, doing, held, overruled, halt) : []
    await stopArrivals(tx, doing, held, own, halt)
    const isYounger = (by: CredentialId) => {
      const asker = find(held, by)
      return !asker || isOlder(own, asker) // [M33]
    }
    const isCancelled = (by: CredentialId) => {
      if (find(held, by)?.outweighs) return false // [R28]
      return isYounger(by)
    }
    for (const change of await listScheduled(tx, doing.accountId)) {
      if (!isCancelled(change.by)) continue // [S136]
      await drop(tx, doing, change, 'stopped')
      halt.scheduled += 1
    }
    halt.scheduled += await dropAddressChanges(tx, doing, isCancelled)
    halt.scheduled += await dropTurns(tx, doing, isCancelled)
    // Keeping an account harms nobody.
    halt.scheduled += await dropDeletionBy(tx, doing, isYounger)
    halt.scheduled += await dropContactChanges(tx, doing, isCancelled)
    halt.scheduled += await dropCodeChanges(tx, doing, isCancelled)
    const underWay = await stopUnderWay(tx, doing, own, held)
    const done = {
      ...stopOf(held, halt),
      restored: namesOf(restored),
      setAside: namesOf(stopped),
      underWay,
    }
    if (stoppedSome(done)) await writeAudit(tx, entryOf(doing, 'changes-stopped', own.id)) // [A101]
    return { ok: true, ...done }
  })
}

/** Whether it was set aside, and its arrival was frozen after that. */
async function isFrozen(tx: Queries, { recoveryId }: Credential): Promise<boolean> {
  return recoveryId !== null && (await findRow(tx, recoveryId))?.state === 'frozen'
}

/** Takes back what `doer`, a younger passkey, did to this one and to every other that is older than `doer`. */
async function takeBack(
  tx: Queries,
  doing: Doing,
  held: readonly Credential[],
  doer: Credential,
): Promise<readonly Credential[]> {
  const suspended = held.filter(
    ({ status, suspendedBy }) => status === 'suspended' && suspendedBy === doer.id,
  )
  const older = suspended.filter((one) => isOlder(one, doer)) // [S137]
  for (const passkey of older) await giveBack(tx, doing, passkey, 'stopped')
  return older
}

/** Sets the younger one aside, with its sessions and all that came from it. Otherwise it would do the same again. */
async function stopDoer(
  tx: Queries,
  doing: Doing,
  before: readonly Credential[],
  { id }: Credential,
  halt: Halt,
): Promise<readonly Credential[]> {
  // Read again: the passkey that asserted is active now.
  const held = await readCredentialsOf(tx, doing.accountId)
  const aside = await setAside(tx, held, { on: id, by: doing.by, leavesMs: null })
  if (aside !== 'set-aside') return []
  await writeAudit(tx, entryOf(doing, 'passkey-suspended', id, 'stopped'))
  await haltDoings(tx, doing, id, halt)
  return before.filter((one) => one.id === id)
}

async function stopArrivals(
  tx: Queries,
  doing: Doing,
  held: readonly Credential[],
  own: Credential,
  halt: Halt,
): Promise<void> {
  await endUnproven(tx, doing, await endYounger(tx, doing.accountId, own), halt)
  for (const recovery of await stoppableYounger(tx, doing.accountId, own)) {
    if (recovery.outweighs) {
      await freezeAs(tx, doing, { actor: own, held, recovery }, halt) // [R23]
      continue
    }
    // One by one: what came from an earlier one was frozen together with it.
    const arrival = await freezeOne(tx, recovery.id, own.id)
    if (arrival) await haltArrival(tx, doing, arrival, halt)
  }
  await answerForFrozen(tx, own) // [S168]
}

/** Those without another device are stopped as the policy says: see stopUnderWay. */
async function endYounger({ db }: Queries, accountId: AccountId, own: Credential): Promise<Recovery[]> {
  const rows = await db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'denied' })
    .where('account_id', '=', accountId)
    .where('state', '=', 'registered')
    .where('method', 'not in', SLOW_METHODS) // [R58]
    .where('created_at', '>', own.createdAt)
    .returningAll()
    .execute()
  return rows.map(toRecovery)
}

/** One that is paused can still become a tie. */
async function stoppableYounger(
  tx: Queries,
  accountId: AccountId,
  own: Credential,
): Promise<readonly Recovery[]> {
  const rows = await tx.db
    .selectFrom('recoveries')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((row) => row.or([isStoppable(tx, own.id), row('frozen_until', 'is not', null)]))
    .where('created_at', '>', own.createdAt) // [S138]
    .orderBy('created_at')
    .execute()
  return rows.map(toRecovery)
}

async function freezeOne({ db, now }: Queries, id: string, by: CredentialId): Promise<Recovery | null> {
  const row = await db
    .updateTable('recoveries')
    .set((row) => ({ state: 'frozen', frozen_by: by, decide_until: row(now, '+', DECIDE_MS) }))
    .where('id', '=', id)
    .where('state', 'in', ['done', 'undone'])
    .returningAll()
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

function namesOf(passkeys: readonly Pick<Credential, 'name'>[]): readonly string[] {
  return passkeys.map(({ name }) => name)
}
