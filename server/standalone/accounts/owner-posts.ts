import { z } from 'zod'
import type { AccountChangePosts } from '../../../shared/account-changes.ts'
import type { AddressPosts } from '../../../shared/addresses.ts'
import type { Posts } from '../../../shared/api.ts'
import { accountPosts } from '../../accounts/account-posts.ts'
import { addressPosts } from '../../addresses/address-posts.ts'
import type { Answer } from '../../errors/answer.ts'
import type { PostsOf } from '../../requests/posts.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import { asserted, attested, credentialId, id, recoveryId, typedName } from '../../requests/wire-fields.ts'
import type { Session } from '../../sessions/session.ts'
import { sessionIds } from '../../sessions/session-actions.ts'
import { signedIn, signedInPlain } from '../../sessions/signed-in.ts'
import type { AccountFeatures } from './account-features.ts'

type Owner =
  | '/api/account/export'
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
  | '/api/recoveries/stop'

const passkeyChange = z.strictObject({ credentialId, stepUp: asserted })
const judgement = z.strictObject({ recoveryId, stepUp: asserted })

/** The changes of a signed-in owner. Everything lasting needs a step-up. */
export function ownerPosts(
  features: AccountFeatures,
): PostsOf<Pick<Posts, Owner | keyof AddressPosts | keyof AccountChangePosts>> {
  const { authenticate, addPasskey, changePasskeys, endSessions, judgeRecovery, underWay } = features

  const plain = (context: RequestContext, work: (session: Session) => Promise<Answer<object>>) =>
    signedInPlain(authenticate, context, work)

  return {
    ...addressPosts({ authenticate, addresses: features.manageAddresses }),
    ...accountPosts({ authenticate, changeAccount: features.changeAccount }),
    '/api/account/export': {
      takes: z.strictObject({ stepUp: asserted }),
      answer: ({ stepUp }, context) =>
        signedIn(authenticate, context, (session) => features.exportAccount(session, stepUp, context)),
    },
    '/api/passkeys/options': {
      takes: z.strictObject({ stepUp: asserted }),
      async answer({ stepUp: asserted }, context) {
        const begun = await signedIn(authenticate, context, (session) => addPasskey.begin(session, asserted))
        return begun.ok ? { ok: true, body: begun.offer } : begun
      },
    },
    '/api/passkeys': {
      takes: attested,
      answer: (body, context) => plain(context, (session) => addPasskey.finish(session, body, context)),
    },
    '/api/passkeys/rename': {
      takes: passkeyChange.extend({ name: typedName }),
      answer: (change, context) =>
        plain(context, (session) => changePasskeys.rename(session, change, context)),
    },
    '/api/passkeys/remove': {
      takes: passkeyChange,
      async answer(change, context) {
        const done = await signedIn(authenticate, context, (session) =>
          changePasskeys.remove(session, change, context),
        )
        if (!done.ok) return done
        const { leavesAt, scheduledUntil } = done
        return { ok: true, body: { leavesAt, scheduledUntil } }
      },
    },
    '/api/passkeys/report-stolen': {
      takes: passkeyChange,
      async answer(change, context) {
        const done = await signedIn(authenticate, context, (session) =>
          changePasskeys.reportStolen(session, change, context),
        )
        if (!done.ok) return done
        const { arrivals: recoveries, scheduled, endedSessions } = done
        return { ok: true, body: { recoveries, scheduled, sessions: endedSessions.length } }
      },
    },
    '/api/passkeys/restore': {
      takes: passkeyChange,
      answer: (change, context) =>
        plain(context, (session) => changePasskeys.restore(session, change, context)),
    },
    '/api/scheduled/cancel': {
      takes: z.strictObject({ scheduledId: id, stepUp: asserted }),
      answer: (change, context) =>
        plain(context, (session) => changePasskeys.cancel(session, change, context)),
    },
    '/api/sessions/end': {
      takes: z.strictObject({ ids: sessionIds, stepUp: asserted }),
      async answer(ending, context) {
        const done = await signedIn(authenticate, context, (session) =>
          endSessions.end(session, ending, context),
        )
        if (!done.ok) return done
        const { ended, stayed } = done
        return { ok: true, body: { ended, stayed } }
      },
    },
    '/api/recoveries/freeze': {
      takes: judgement,
      answer: (body, context) => plain(context, (session) => judgeRecovery.freeze(session, body, context)),
    },
    '/api/recoveries/lift': {
      takes: judgement,
      answer: (body, context) => plain(context, (session) => judgeRecovery.lift(session, body, context)),
    },
    '/api/recoveries/undo': {
      takes: judgement.extend({ restoreRetired: z.boolean() }),
      answer: (body, context) => plain(context, (session) => judgeRecovery.undo(session, body, context)),
    },
    '/api/recoveries/stop': {
      takes: judgement,
      answer: (body, context) =>
        signedIn(authenticate, context, (session) => underWay.stop(session, body, context)),
    },
  }
}
