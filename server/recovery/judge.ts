import type { Asserted, RecoveryAction } from '../../shared/api.ts'
import type { RecoveryId } from '../../shared/ids.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import { mayJudge, mayLift, mayRestore } from '../passkeys/authority.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { CredentialStore } from '../passkeys/credential-store.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import type { Recovery } from './recovery.ts'
import type { RecoveryLedger } from './recovery-ledger.ts'

interface JudgeRecoveryDeps {
  readonly ledger: Pick<RecoveryLedger, 'find' | 'freeze' | 'lift' | 'undo'>
  readonly credentials: Pick<CredentialStore, 'find'>
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly stepUp: ActionStepUp
  /** Milliseconds. How long a passkey that an undo sets aside can be restored. */
  readonly undoMs: number
}

/** Which arrival is judged, and the step-up that was made for exactly this judgement. */
interface Judgement {
  readonly recoveryId: RecoveryId
  readonly stepUp: Asserted
}

/**
 * How an owner judges an arrival, which is a recovery or an addition: freeze it, lift that, or undo it. It takes a
 * step-up with a passkey that is older than the arrival; `passkeys/authority.ts` says which may. SQL judges it
 * again.
 */
export interface JudgeRecovery {
  freeze(session: Session, judgement: Judgement, context: RequestContext): Promise<Answer<object>>
  lift(session: Session, judgement: Judgement, context: RequestContext): Promise<Answer<object>>
  undo(
    session: Session,
    judgement: Judgement & { readonly restoreRetired: boolean },
    context: RequestContext,
  ): Promise<Answer<object>>
}

/** Makes what judges arrivals, from what it needs. */
export function createJudgeRecovery(deps: JudgeRecoveryDeps): JudgeRecovery {
  const { ledger, credentials, announcer, stepUp, undoMs } = deps
  type Judge = Answer<{ credential: Credential; recovery: Recovery; doing: Doing }>

  async function judge(
    session: Session,
    action: RecoveryAction,
    { recoveryId, stepUp: asserted }: Judgement,
    context: RequestContext,
  ): Promise<Judge> {
    const stepped = await stepUp.finish(session, action, asserted)
    if (!stepped.ok) return stepped // [A22]
    const recovery = await ledger.find(recoveryId)
    const { accountId, id: sessionId } = session
    if (recovery?.accountId !== accountId) return refusal('not_found') // [A23]
    const { credential } = stepped
    const may = mayJudge(credential, recovery)
    if (may !== true) return refusal(may) // [A25]
    const doing = { accountId, by: credential.id, trace: { sessionId, ...trace(context) } }
    return { ok: true, credential, recovery, doing }
  }

  function done(session: Session, happened: boolean, outweighs = false): Answer<object> {
    if (!happened) return refusal(outweighs ? 'outweighed' : 'not_undoable')
    announcer.accountChanged(session.accountId)
    return { ok: true }
  }

  /** The rules for restoring a passkey hold for the retired one too, because it may be a thief's. */
  async function mayGiveBack(by: Credential, { retiredId }: Recovery) {
    const retired = retiredId && (await credentials.find(retiredId))
    if (retired?.status !== 'suspended') return true
    const suspendedBy = retired.suspendedBy && (await credentials.find(retired.suspendedBy))
    return mayRestore(by, retired, suspendedBy)
  }

  return {
    async freeze(session, judgement, context) {
      const { recoveryId } = judgement
      const judged = await judge(session, { do: 'freeze-recovery', recoveryId }, judgement, context)
      if (!judged.ok) return judged
      const frozen = await ledger.freeze(judged.doing, recoveryId)
      if (frozen) announcer.sessionsEnded(frozen.endedSessions)
      return done(session, frozen !== null, judged.recovery.outweighs)
    },
    async lift(session, judgement, context) {
      const { recoveryId } = judgement
      const judged = await judge(session, { do: 'lift-recovery', recoveryId }, judgement, context)
      if (!judged.ok) return judged
      const { frozenBy } = judged.recovery
      const may = mayLift(judged.credential, judged.recovery, frozenBy && (await credentials.find(frozenBy)))
      if (may !== true) return refusal(may) // [A65]
      return done(session, await ledger.lift(judged.doing, recoveryId))
    },
    async undo(session, { restoreRetired, ...judgement }, context) {
      const { recoveryId } = judgement
      const action = { do: 'undo-recovery', recoveryId, restoreRetired } as const
      const judged = await judge(session, action, judgement, context)
      if (!judged.ok) return judged
      const may = !restoreRetired || (await mayGiveBack(judged.credential, judged.recovery))
      if (may !== true) return refusal(may) // [A36]
      const undone = await ledger.undo(judged.doing, recoveryId, restoreRetired, undoMs)
      return done(session, undone, judged.recovery.outweighs)
    },
  }
}
