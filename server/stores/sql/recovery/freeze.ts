import type { RecoveryId, SessionId } from '../../../../shared/ids.ts'
import { mayJudge } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { actorOf } from '../acts/actor.ts'
import { haltArrival, newHalt } from '../acts/halt.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { findRow, moveRecovery } from './row.ts'

/** See RecoveryLedger. */
export function freeze(
  { transact }: Database,
  doing: Doing,
  id: RecoveryId,
): Promise<{ readonly endedSessions: readonly SessionId[] } | null> {
  return transact(async (tx) => {
    if (!(await holdToJudge(tx, doing, id))) return null
    const recovery = await moveRecovery(tx, doing.accountId, id, 'done', 'frozen', doing.by)
    if (!recovery?.credentialId) return null
    const halt = newHalt()
    await haltArrival(tx, doing, recovery, halt)
    return { endedSessions: halt.sessions }
  })
}

/** A passkey that judges an arrival, all passkeys of its account, and the arrival as it was before. */
interface Judge {
  readonly actor: Credential
  readonly held: readonly Credential[]
  readonly recovery: Recovery
}

/** Holds the account for the passkey that judges this arrival. Null if it may not judge it, or not any more. */
export async function holdToJudge(tx: Queries, doing: Doing, id: RecoveryId): Promise<Judge | null> {
  const held = await holdAccount(tx, doing.accountId)
  const actor = actorOf(held, doing)
  const recovery = actor && (await findRow(tx, id))
  if (!recovery || mayJudge(actor, recovery) !== true) return null // [S145]
  return { actor, held, recovery }
}
