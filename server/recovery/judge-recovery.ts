import type { Asserted, StepUpAction } from '../../shared/api.ts'
import type { PairingId } from '../../shared/ids.ts'
import type { ActionStepUp } from '../accounts/action-step-up.ts'
import { type Answer, refusal } from '../answer.ts'
import type { AuditAction, AuditEntry } from '../audit/audit-entry.ts'
import type { Credential } from '../passkeys/credential.ts'
import { mayChange } from '../passkeys/may-do.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { RecoveryLedger } from '../ports/recovery-ledger.ts'
import type { Session } from '../sessions/session.ts'
import { trace, type Visitor } from '../sessions/visitor.ts'
import type { Recovery } from './recovery.ts'

export interface JudgeRecoveryDeps {
  readonly ledger: Pick<RecoveryLedger, 'find' | 'freeze' | 'lift' | 'undo'>
  readonly credentials: Pick<CredentialStore, 'find'>
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly stepUp: ActionStepUp
}

/** Which recovery of the own account, and the step-up that was made for exactly this. */
export interface Judgement {
  readonly pairingId: PairingId
  readonly stepUp: Asserted
}

/**
 * What an owner can say to a recovery, by step-up. Freezing is reversible, so any other passkey past its
 * probation may, unless it came by a later recovery that can itself be undone; what is final takes a passkey
 * older than the recovery, which nobody got through it.
 */
export interface JudgeRecovery {
  freeze(session: Session, judgement: Judgement, visitor: Visitor): Promise<Answer<object>>
  lift(session: Session, judgement: Judgement, visitor: Visitor): Promise<Answer<object>>
  undo(
    session: Session,
    judgement: Judgement & { readonly restoreRetired: boolean },
    visitor: Visitor,
  ): Promise<Answer<object>>
}

export function createJudgeRecovery(deps: JudgeRecoveryDeps): JudgeRecovery {
  const { ledger, credentials, announcer, stepUp } = deps
  type Judge = Answer<{ credential: Credential; recovery: Recovery }>

  async function judge(
    session: Session,
    action: StepUpAction,
    { pairingId, stepUp: asserted }: Judgement,
  ): Promise<Judge> {
    const stepped = await stepUp.finish(session, action, asserted)
    if (!stepped.ok) return stepped // [A22]
    const recovery = await ledger.find(pairingId)
    if (recovery?.accountId !== session.accountId) return refusal('not_found') // [A23]
    return { ok: true, credential: stepped.credential, recovery }
  }

  function done(session: Session, happened: boolean): Answer<object> {
    if (!happened) return refusal('not_undoable')
    announcer.accountChanged(session.accountId)
    return { ok: true }
  }

  return {
    async freeze(session, judgement, visitor) {
      const { pairingId } = judgement
      const judged = await judge(session, { do: 'freeze-recovery', pairingId }, judgement)
      if (!judged.ok) return judged
      const { credential, recovery } = judged
      if (credential.pairingId === recovery.pairingId) return refusal('step_up_refused') // [A24]
      const may = mayChange(credential, recovery)
      if (may !== true) return refusal(may) // [A35]
      const audit = entry('recovery-frozen', session, recovery, visitor)
      const frozen = await ledger.freeze(session.accountId, pairingId, audit)
      if (frozen) announcer.sessionsEnded(frozen.endedSessions)
      return done(session, frozen !== null)
    },
    async lift(session, judgement, visitor) {
      const { pairingId } = judgement
      const judged = await judge(session, { do: 'lift-recovery', pairingId }, judgement)
      if (!judged.ok) return judged
      if (!isOlder(judged.credential, judged.recovery)) return refusal('step_up_refused') // [A25]
      const audit = entry('recovery-lifted', session, judged.recovery, visitor)
      return done(session, await ledger.lift(session.accountId, pairingId, audit))
    },
    async undo(session, { restoreRetired, ...judgement }, visitor) {
      const { pairingId } = judgement
      const judged = await judge(session, { do: 'undo-recovery', pairingId, restoreRetired }, judgement)
      if (!judged.ok) return judged
      if (!isOlder(judged.credential, judged.recovery)) return refusal('step_up_refused') // [A26]
      const retired = judged.recovery.retiredId && (await credentials.find(judged.recovery.retiredId))
      const may = !restoreRetired || !retired || mayChange(judged.credential, retired)
      if (may !== true) return refusal(may) // [A36]
      const audit = entry('recovery-undone', session, judged.recovery, visitor)
      return done(session, await ledger.undo(session.accountId, pairingId, restoreRetired, audit))
    },
  }
}

function isOlder(credential: Credential, recovery: Recovery): boolean {
  return credential.createdAt < recovery.createdAt
}

function entry(action: AuditAction, session: Session, recovery: Recovery, visitor: Visitor): AuditEntry {
  const { id: sessionId, accountId } = session
  return {
    action,
    accountId,
    sessionId,
    pairingId: recovery.pairingId,
    ...(recovery.credentialId && { credentialId: recovery.credentialId }),
    ...trace(visitor),
  }
}
