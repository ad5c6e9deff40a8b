import type { RecoveryId, SessionId } from '../../../../shared/ids.ts'
import { mayJudge } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { whatAFreezeDoes } from '../../../recovery/freezing.ts'
import { DECIDE_MS, PAUSE_MS } from '../../../recovery/lifetimes.ts'
import type { Recovery } from '../../../recovery/recovery.ts'
import { actorOf, find } from '../acts/actor.ts'
import { type Halt, haltArrival, newHalt, pauseArrival } from '../acts/halt.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { findRow, moveRecovery } from './row.ts'
import { changePauses } from './slow/change.ts'
import { clock, findSlow } from './slow/row.ts'
import { noteTie } from './tied.ts'

/** See RecoveryLedger. */
export function freeze(
  { transact }: Database,
  doing: Doing,
  id: RecoveryId,
): Promise<{ readonly endedSessions: readonly SessionId[] } | null> {
  return transact(async (tx) => {
    const judge = await holdToJudge(tx, doing, id, 'step-up')
    if (!judge) return null
    const halt = newHalt()
    return (await freezeAs(tx, doing, judge, halt)) ? { endedSessions: halt.sessions } : null
  })
}

/** A passkey that judges an arrival, all passkeys of its account, and the arrival as it was before. */
export interface Judge {
  readonly actor: Credential
  readonly held: readonly Credential[]
  readonly recovery: Recovery
}

/**
 * Holds the account for the passkey that judges this arrival. Null if it may not judge it, or not any more. `step-up`:
 * one that was called lost or stolen may still do this.
 */
export async function holdToJudge(
  tx: Queries,
  doing: Doing,
  id: RecoveryId,
  permission: 'change' | 'step-up' = 'change',
): Promise<Judge | null> {
  const held = await holdAccount(tx, doing.accountId)
  const actor = actorOf(held, doing, permission)
  const recovery = actor && (await findRow(tx, id))
  if (!recovery || mayJudge(actor, recovery) !== true) return null // [S145]
  return { actor, held, recovery }
}

/** Freezes or pauses an arrival, as the policy says of the passkey that does it. False if it can do nothing. */
export async function freezeAs(
  tx: Queries,
  doing: Doing,
  { actor, held, recovery: before }: Judge,
  halt: Halt,
): Promise<boolean> {
  const { id, accountId, outweighs, state } = before
  const pauses = outweighs ? ((await findSlow(tx, id))?.recovery.pauses ?? []) : []
  const pausedBy = pauses.flatMap(({ passkeyId }) => find(held, passkeyId) ?? [])
  const effect = whatAFreezeDoes(before, actor, pausedBy)
  if (effect === 'nothing') return false
  if (effect === 'freezes') {
    // A tie comes about on top of a pause, too.
    const from = outweighs && state === 'frozen' ? 'frozen' : 'done'
    const frozen = await moveRecovery(tx, accountId, id, from, 'frozen', {
      by: doing.by,
      ...(outweighs ? {} : { undoneMs: DECIDE_MS }),
    })
    if (frozen && outweighs) await noteTie(tx, id)
    if (frozen?.credentialId) await haltArrival(tx, doing, frozen, halt)
    return Boolean(frozen?.credentialId)
  }
  const paused = await moveRecovery(tx, accountId, id, 'done', 'frozen', { by: doing.by, goesOnMs: PAUSE_MS })
  if (!paused?.credentialId) return false
  await changePauses(tx, id, [...pauses, { by: 'passkey', at: await clock(tx), passkeyId: actor.id }])
  await pauseArrival(tx, doing, paused, halt)
  return true
}
