import type { CredentialId } from '../../../../shared/ids.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { mayRestore } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Act, Doing } from '../../../passkeys/passkey-acts.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { findRow, moveRecovery } from '../recovery/row.ts'
import { keepUndoable } from '../recovery/undoable.ts'
import { actorOf, entryOf, find } from './actor.ts'

/** See PasskeyActs. */
export function restore({ transact }: Database, act: Act): Promise<Answer<object>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, act.accountId)
    const actor = actorOf(held, act)
    if (!actor) return refusal('step_up_refused')
    const target = find(held, act.on)
    if (target?.status !== 'suspended') return refusal('not_found')
    const may = mayRestore(actor, target, find(held, target.suspendedBy))
    if (may !== true) return refusal(may) // [A34]
    await giveBack(tx, act, target)
    return { ok: true }
  })
}

/**
 * Gives a suspended passkey back as it was. So is its arrival: an undone one can be undone again in what is left of
 * its time, at least for a day, and a frozen one still waits for its decision.
 */
export async function giveBack(
  tx: Queries,
  doing: Doing,
  { id, accountId, recoveryId }: Credential,
  detail?: string,
): Promise<void> {
  const arrival = recoveryId && (await findRow(tx, recoveryId))
  if (arrival && arrival.state === 'undone') {
    await moveRecovery(tx, accountId, arrival.id, 'undone', 'done') // [S133]
    await keepUndoable(tx, arrival.id) // [S172]
  }
  const to = arrival && arrival.state === 'frozen' ? 'frozen' : 'active' // [S134]
  await forgetRetiring(tx, id) // [A60]
  await moveCredential(tx, accountId, id, ['suspended'], to)
  await writeAudit(tx, entryOf(doing, 'passkey-restored', id, detail))
}

/**
 * Clears the passkey from the recoveries that were to retire it. Otherwise the end of their time for an undo would
 * remove a passkey that stayed or came back, and was set aside again later.
 */
async function forgetRetiring({ db }: Queries, id: CredentialId): Promise<void> {
  await db
    .updateTable('recoveries')
    .set({ retired_id: null, retire_mode: null })
    .where('retired_id', '=', id)
    .where('state', '!=', 'registered')
    .execute()
}
