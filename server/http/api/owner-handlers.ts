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
    '/api/passkeys/rename': ({ credentialId, name }, visit) =>
      plain(visit, (session) => changePasskeys.rename(session, credentialId, name, visit.visitor)),
    '/api/passkeys/remove': (change, visit) =>
      plain(visit, (session) => changePasskeys.remove(session, change, visit.visitor)),
    '/api/passkeys/restore': (change, visit) =>
      plain(visit, (session) => changePasskeys.restore(session, change, visit.visitor)),
    '/api/sessions/end': ({ ids }, visit) =>
      plain(visit, (session) => endSessions.end(session, ids, visit.visitor)),
    '/api/recoveries/freeze': (judgement, visit) =>
      plain(visit, (session) => judgeRecovery.freeze(session, judgement, visit.visitor)),
    '/api/recoveries/lift': (judgement, visit) =>
      plain(visit, (session) => judgeRecovery.lift(session, judgement, visit.visitor)),
    '/api/recoveries/undo': (judgement, visit) =>
      plain(visit, (session) => judgeRecovery.undo(session, judgement, visit.visitor)),
  }
}
