import type { CredentialId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import { type Credential, wasUsable } from '../../../passkeys/credential.ts'
import { isByLink } from '../../../recovery/policy.ts'
import { approvalOf, type Recovery } from '../../../recovery/recovery.ts'
import type { Proven, ProvingLimits } from '../../../recovery/recovery-ledger.ts'
import type { CounterWentBack, SessionBeginning } from '../../../sessions/session-store.ts'
import { writeAudit } from '../audit.ts'
import { builtOnce } from '../built-once.ts'
import type { Database } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { changeByUse, type NotedUse } from '../note-use.ts'
import { insertSession } from '../sessions.ts'
import { endOthers, retire } from './retired.ts'
import { toRecovery } from './row.ts'
import { scheduleRetiring } from './slow/retiring.ts'

/** See RecoveryLedger. The passkey has no other sessions: until now it could begin none. */
export function prove(
  { transact }: Database,
  credentialId: CredentialId,
  limits: ProvingLimits,
  audit: AuditEntry,
  beginning?: SessionBeginning,
): Promise<Proven | CounterWentBack | null> {
  return transact<Proven | CounterWentBack | null>(async (tx, rollBack) => {
    const held = audit.accountId ? await holdAccount(tx, audit.accountId) : []
    const [row] = await markDone(tx, { credentialId, unprovenMs: limits.unprovenMs, undoMs: limits.undoMs })
    if (!row) return null
    const recovery = toRecovery(row)
    const probationMs = probationOf(recovery, held, limits)
    const activated = await changeByUse(tx, beginning?.[3], (noted) =>
      (noted ? activateByUse : activate)(tx, { credentialId, probationMs, ...noted }),
    )
    if (activated !== true) return rollBack(activated || null)
    const ofUndone = await scheduleRetiring(tx, held, recovery, limits.level)
    const ofRetired = await retire(tx, held, recovery)
    const others = await endOthers(tx, held, recovery)
    if (beginning) {
      const [session, lifetimeMs, signedIn] = beginning
      await insertSession(tx, session, lifetimeMs)
      await writeAudit(tx, audit, signedIn)
    } else await writeAudit(tx, audit)
    return { recovery, endedSessions: [...ofUndone, ...ofRetired, ...others] }
  })
}

/** A first passkey that the operator gave has none: nobody had the account before, so there is nobody to protect. */
function probationOf(recovery: Recovery, held: readonly Credential[], limits: ProvingLimits): number {
  const { proofs, credentialId } = recovery
  const others = held.filter((one) => one.id !== credentialId && wasUsable(one))
  const isFirst = proofs.some(isByLink) && others.length === 0 // [O11]
  if (isFirst) return 0
  return approvalOf(recovery) ? limits.probationMs : limits.unapprovedProbationMs // [A130]
}

type Done = Pick<ProvingLimits, 'unprovenMs' | 'undoMs'> & { readonly credentialId: CredentialId }

const markDone = builtOnce(({ db, now }, { credentialId, unprovenMs, undoMs }: Done) =>
  db
    .updateTable('recoveries')
    .set((row) => ({ state: 'done', done_at: now, undo_until: row(now, '+', undoMs) }))
    .where('credential_id', '=', credentialId)
    .where('state', '=', 'registered')
    .where('registered_at', '>', (row) => row(now, '-', unprovenMs))
    .returningAll(),
)

type Activation = Pick<ProvingLimits, 'probationMs'> & { readonly credentialId: CredentialId }

const activating = (counts: boolean) =>
  builtOnce(
    (
      { db, now },
      { credentialId, probationMs, counter, backedUp, below }: Activation & Partial<NotedUse>,
    ) => {
      const activated = db
        .updateTable('credentials')
        .set((row) => ({ status: 'active', last_used_at: now, probation_until: row(now, '+', probationMs) }))
        .where('id', '=', credentialId)
        .where('status', '=', 'unproven')
        .returning('id')
      return counts && below !== undefined
        ? activated.set({ counter, backed_up: backedUp }).where('counter', '<', below)
        : activated
    },
  )
const activate = activating(false)
const activateByUse = activating(true)
