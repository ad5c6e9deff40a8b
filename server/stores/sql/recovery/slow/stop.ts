import type { AccountId, RecoveryId } from '../../../../../shared/ids.ts'
import type { AuditEntry } from '../../../../audit/audit-entry.ts'
import type { Credential } from '../../../../passkeys/credential.ts'
import type { Doing } from '../../../../passkeys/passkey-acts.ts'
import type { RecoveryLevel } from '../../../../recovery/policy.ts'
import { afterPause } from '../../../../recovery/slow/after-proof.ts'
import {
  isOpen,
  type SlowRecovery,
  type Stopped,
  type Surrounded,
} from '../../../../recovery/slow/slow-ledger.ts'
import { pauseLinkEffect, standingOf, stopEffect } from '../../../../recovery/slow/standing.ts'
import { actorOf } from '../../acts/actor.ts'
import { writeAudit } from '../../audit.ts'
import type { Database, Queries } from '../../database.ts'
import { holdAccount } from '../../hold-account.ts'
import { changeOpen, endUnderWay } from './change.ts'
import { clock, disputeOf, findSlow, UNDER_WAY, underWayOf } from './row.ts'

/** See SlowLedger. */
export function stopOne(
  { transact }: Database,
  doing: Doing,
  id: RecoveryId,
  level: RecoveryLevel,
): Promise<Stopped> {
  return transact<Stopped>(async (tx) => {
    const passkeys = await holdAccount(tx, doing.accountId)
    const actor = actorOf(passkeys, doing, 'step-up')
    if (!actor) return { outcome: 'may-not' } // [R55]
    const found = await findSlow(tx, id)
    if (found?.recovery.accountId !== doing.accountId) return { outcome: 'not-there' } // [R56]
    if (!UNDER_WAY.some((state) => state === found.recovery.state)) return { outcome: 'not-there' }
    return veto(tx, doing, { ...found, passkeys }, actor, level)
  })
}

interface PauseLinked {
  readonly accountId: AccountId
  readonly recoveryId: RecoveryId
  readonly level: RecoveryLevel
  /** Whether the address of the mail gave a proof. */
  readonly gaveProof: (recovery: SlowRecovery) => boolean
  /** Where the button was pressed. */
  readonly trace?: Pick<AuditEntry, 'device' | 'network'>
}

/**
 * Pauses a recovery under way, as the policy says of the link in a mail to an address. Whoever has that link needs no
 * passkey, so this never ends one. Holds the account.
 */
export async function pauseLinked(
  tx: Queries,
  { accountId, recoveryId, level, gaveProof, trace }: PauseLinked,
): Promise<Exclude<Stopped, { readonly outcome: 'ended' | 'may-not' }>> {
  const passkeys = await holdAccount(tx, accountId)
  const found = await findSlow(tx, recoveryId)
  if (found?.recovery.accountId !== accountId) return { outcome: 'not-there' } // [R27]
  if (!isOpen(found.recovery)) return { outcome: 'not-there' }
  const surrounded = { ...found, passkeys }
  const address = { gaveProof: gaveProof(found.recovery) }
  if (pauseLinkEffect(surrounded, level, address) === 'nothing') return { outcome: 'nothing' } // [M38]
  const paused = afterPause(surrounded, { by: 'mail', passkeyId: null }, level)
  await changeOpen(tx, paused)
  await writeAudit(tx, { ...trace, action: 'recovery-paused', accountId, recoveryId, detail: 'mail' })
  return { outcome: 'paused', until: standingOf(paused, level).until }
}

/** Ends or pauses one that is under way, as the policy says of this passkey. */
async function veto(
  tx: Queries,
  doing: Doing,
  surrounded: Surrounded,
  by: Credential,
  level: RecoveryLevel,
): Promise<Stopped> {
  const { accountId, trace } = doing
  const { recovery } = surrounded
  switch (stopEffect(surrounded, level, by)) {
    case 'nothing':
      return { outcome: 'nothing' }
    case 'ends':
      await endUnderWay(tx, [recovery], 'denied', { ...trace, credentialId: by.id }) // [R50]
      return { outcome: 'ended' }
    case 'pauses': {
      const paused = afterPause(surrounded, { by: 'passkey', passkeyId: by.id }, level)
      await changeOpen(tx, paused)
      const about = { ...trace, accountId, credentialId: by.id, recoveryId: recovery.id }
      await writeAudit(tx, { ...about, action: 'recovery-paused' })
      return { outcome: 'paused', until: standingOf(paused, level).until }
    }
  }
}

/**
 * Stops what a passkey can stop of all that is under way, and says what happened to each. The account is held. What a
 * veto does depends on no level.
 */
export async function stopUnderWay(
  tx: Queries,
  doing: Doing,
  by: Credential,
  passkeys: readonly Credential[],
): Promise<readonly ('ended' | 'paused')[]> {
  const happened: ('ended' | 'paused')[] = []
  for (const recovery of await underWayOf(tx, doing.accountId)) {
    // Read anew for each: a pause of the one before is a dispute.
    const around = { passkeys, now: await clock(tx), disputedSince: await disputeOf(tx, doing.accountId) }
    const { outcome } = await veto(tx, doing, { recovery, ...around }, by, 'hold')
    if (outcome === 'ended' || outcome === 'paused') happened.push(outcome)
  }
  return happened
}
