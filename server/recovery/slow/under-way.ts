import type { Asserted } from '../../../shared/api.ts'
import type { RecoveryId } from '../../../shared/ids.ts'
import type { UnderWayPosts, UnderWayRow } from '../../../shared/slow-recovery.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'
import type { RecoveryLevel } from '../policy.ts'
import type { ToTell } from '../recovery-ledger.ts'
import type { SlowLedger } from './slow-ledger.ts'
import { underWayRow } from './standing.ts'

interface UnderWayDeps {
  readonly ledger: Pick<SlowLedger, 'stop'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly stepUp: ActionStepUp
  readonly level: RecoveryLevel
}

/** Recoveries under way, for the signed-in devices of their account. */
export interface UnderWay {
  /** What a session is told of them. */
  rows(
    session: Pick<Session, 'credentialId'>,
    toTell: Pick<ToTell, 'underWay' | 'disputedSince' | 'now'>,
    passkeys: readonly Credential[],
  ): readonly UnderWayRow[]
  /** “This wasn't me”: ends or pauses one, as the policy says of the passkey of the step-up. */
  stop(
    session: Session,
    stopping: { readonly recoveryId: RecoveryId; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<{ readonly body: UnderWayPosts['/api/recoveries/stop'][1] }>>
}

/** See UnderWay. */
export function createUnderWay({ ledger, announcer, stepUp, level }: UnderWayDeps): UnderWay {
  return {
    rows({ credentialId }, { underWay, disputedSince, now }, passkeys) {
      const own = passkeys.find(({ id }) => id === credentialId)
      return underWay.map((recovery) => underWayRow({ recovery, passkeys, disputedSince, now }, level, own))
    },
    async stop(session, { recoveryId, stepUp: asserted }, context) {
      const { accountId, id: sessionId } = session
      const stepped = await stepUp.finish(session, { do: 'stop-recovery', recoveryId }, asserted)
      if (!stepped.ok) return stepped // [R55]
      const doing = { accountId, by: stepped.credential.id, trace: { sessionId, ...trace(context) } }
      const stopped = await ledger.stop(doing, recoveryId, level)
      switch (stopped.outcome) {
        case 'not-there':
          return refusal('not_found')
        case 'may-not':
          return refusal('step_up_refused')
        case 'nothing':
          return refusal('not_undoable')
        case 'ended':
        case 'paused': {
          announcer.accountChanged(accountId)
          const until = stopped.outcome === 'paused' ? stopped.until : null
          return { ok: true, body: { outcome: stopped.outcome, until } }
        }
        default:
          return stopped satisfies never
      }
    },
  }
}
