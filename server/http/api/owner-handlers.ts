import type { AccountFeatures } from '../../accounts/account-features.ts'
import type { Answer } from '../../answer.ts'
import type { Session } from '../../sessions/session.ts'
import { signedIn, signedInPlain } from './signed-in.ts'
import type { PostHandlers, Visit } from './visit.ts'

type Owner =
  | '/api/step-up'
  | '/api/passkeys/options'
  | '/api/passkeys'
  | '/api/passkeys/rename'
  | '/api/passkeys/remove'
  | '/api/passkeys/restore'
  | '/api/passkeys/report-stolen'
  | '/api/scheduled/cancel'
  | '/api/sessions/end'
  | '/api/recoveries/freeze'
  | '/api/recoveries/lift'
  | '/api/recoveries/undo'

/** What a signed-in owner changes; everything that lasts brings its step-up. */
export function ownerHandlers(features: AccountFeatures): Pick<PostHandlers, Owner> {
  const { authenticate, stepUp, addPasskey, changePasskeys, endSessions, judgeRecovery } = features

  const plain = (visit: Visit, work: (session: Session) => Promise<Answer<object>>) =>
    signedInPlain(authenticate, visit, work)

  return {
    async '/api/step-up'({ action }, visit) {
      const begun = await signedIn(authenticate, visit, (session) => stepUp.begin(session, action))
      return begun.ok ? { ok: true, body: begun.offer } : begun
    },
    async '/api/passkeys/options'({ stepUp: asserted }, visit) {
      const begun = await signedIn(authenticate, visit, (session) => addPasskey.begin(session, asserted))
      return begun.ok ? { ok: true, body: begun.offer } : begun
    },
    '/api/passkeys': (attested, visit) =>
      plain(visit, (session) => addPasskey.finish(session, attested, visit.visitor)),
    '/api/passkeys/rename': (change, visit) =>
      plain(visit, (session) => changePasskeys.rename(session, change, visit.visitor)),
    async '/api/passkeys/remove'(change, visit) {
      const done = await signedIn(authenticate, visit, (session) =>
        changePasskeys.remove(session, change, visit.visitor),
      )
      if (!done.ok) return done
      const { leavesAt, scheduledUntil } = done
      return { ok: true, body: { leavesAt, scheduledUntil } }
    },
    async '/api/passkeys/report-stolen'(change, visit) {
      const done = await signedIn(authenticate, visit, (session) =>
        changePasskeys.reportStolen(session, change, visit.visitor),
      )
      if (!done.ok) return done
      const { arrivals: recoveries, scheduled, endedSessions } = done
      return { ok: true, body: { recoveries, scheduled, sessions: endedSessions.length } }
    },
    '/api/passkeys/restore': (change, visit) =>
      plain(visit, (session) => changePasskeys.restore(session, change, visit.visitor)),
    '/api/scheduled/cancel': (change, visit) =>
      plain(visit, (session) => changePasskeys.cancel(session, change, visit.visitor)),
    async '/api/sessions/end'(ending, visit) {
      const done = await signedIn(authenticate, visit, (session) =>
        endSessions.end(session, ending, visit.visitor),
      )
      if (!done.ok) return done
      const { ended, stayed } = done
      return { ok: true, body: { ended, stayed } }
    },
    '/api/recoveries/freeze': (judgement, visit) =>
      plain(visit, (session) => judgeRecovery.freeze(session, judgement, visit.visitor)),
    '/api/recoveries/lift': (judgement, visit) =>
      plain(visit, (session) => judgeRecovery.lift(session, judgement, visit.visitor)),
    '/api/recoveries/undo': (judgement, visit) =>
      plain(visit, (session) => judgeRecovery.undo(session, judgement, visit.visitor)),
  }
}
