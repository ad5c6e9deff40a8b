import type { RetireChoice } from '../../../../../shared/recovery.ts'
import type { AuditEntry } from '../../../../audit/audit-entry.ts'
import type { NewCredential } from '../../../../passkeys/credential.ts'
import { defaultName } from '../../../../passkeys/default-name.ts'
import { tieBefore } from '../../../../recovery/freezing.ts'
import { outweighPasskey, undoesBefore } from '../../../../recovery/policy.ts'
import type { RecoveryFacts } from '../../../../recovery/recovery.ts'
import type { RecoveryLedger } from '../../../../recovery/recovery-ledger.ts'
import { isOpen, type Surrounded } from '../../../../recovery/slow/slow-ledger.ts'
import { circumstancesOf, standingOf } from '../../../../recovery/slow/standing.ts'
import { writeAudit } from '../../audit.ts'
import { insertCredential } from '../../credential-rows.ts'
import type { Database, Queries } from '../../database.ts'
import { holdAccount } from '../../hold-account.ts'
import { endBeyondMost } from '../unproven.ts'
import { callRetired } from './called.ts'
import { endUnderWay } from './change.ts'
import { everStoppedOf, findSlow, underWayOf } from './row.ts'

type Outcome = Awaited<ReturnType<RecoveryLedger['register']>>

/**
 * The same for a recovery that has its row already. It was approved in the transaction of its last proof, at the level
 * of the deployment; whether it still is depends on what has happened since.
 */
export function registerSlow(
  { transact }: Database,
  { id, accountId, ...facts }: RecoveryFacts,
  credential: NewCredential,
  audit: AuditEntry,
  retires: readonly RetireChoice[] = [],
): Promise<Outcome> {
  return transact<Outcome>(async (tx, rollBack) => {
    const held = await holdAccount(tx, accountId)
    const found = await findSlow(tx, id)
    if (found?.recovery.accountId !== accountId) return 'taken'
    const { state, credentialId } = found.recovery
    if (credentialId === credential.id && (state === 'registered' || state === 'done')) return 'repeated'
    if (state === 'collecting' || state === 'on-hold') return 'unjustified' // [R51]
    const surrounded = { ...found, passkeys: held }
    const { state: standing } = standingOf(surrounded, 'hold')
    if (state === 'approved' && standing !== 'ready') return 'unjustified' // [R51]
    const named = { ...credential, name: defaultName(credential.name, held) }
    if (!(await insertCredential(tx, named, 'unproven', id))) return rollBack('credential-known')
    const circumstances = circumstancesOf(surrounded, 'hold')
    const outweighs = outweighPasskey(circumstances)
    const registered = await tx.db
      .updateTable('recoveries')
      .set({
        ...{ state: 'registered', credential_id: credential.id, registered_at: tx.now },
        outweighs: Number(outweighs),
        tie_before: outweighs ? tieBefore(circumstances, await everStoppedOf(tx, accountId)) : null,
      })
      .where('id', '=', id)
      .where('state', '=', 'approved') // [R49]
      .returning('id')
      .executeTakeFirst()
    if (!registered) return rollBack('taken')
    if (outweighs) await endRegistered(tx, surrounded)
    await callRetired(tx, id, retires) // [R69]
    await endBeyondMost(tx, held, { ...facts, id, accountId }) // [S160]
    await writeAudit(tx, audit)
    return 'registered'
  })
}

/**
 * Ends the others that have registered a passkey and not proven it yet, if this one would undo what comes of them. Their
 * passkeys could be proven later, and then nothing would be left that undoes them.
 */
async function endRegistered(tx: Queries, surrounded: Surrounded): Promise<void> {
  const { id, accountId } = surrounded.recovery
  const circumstances = circumstancesOf(surrounded, 'hold')
  const undone = (await underWayOf(tx, accountId)).filter(
    // Two older proofs are enough at whichever level.
    (one) => one.id !== id && !isOpen(one) && undoesBefore(circumstances, { ...one, outweighs: true }), // [R80]
  )
  await endUnderWay(tx, undone, 'moved', {})
}
