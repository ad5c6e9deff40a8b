import { z } from 'zod'
import type { BackupCodePosts, OwnCodePosts } from '../../../shared/backup-codes.ts'
import type { SignedProofOf } from '../../recovery/slow/signed-post.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { asserted, id } from '../../requests/wire-fields.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { signedIn, signedInPlain } from '../../sessions/signed-in.ts'
import type { OwnCodes } from './own-codes.ts'
import { type ProveCode, proving, typedCode } from './prove.ts'
import type { TryCode } from './try-code.ts'

interface OwnCodePostDeps {
  readonly authenticate: Authenticate
  readonly ownCodes: OwnCodes
  readonly tryCode: TryCode
}

/** The posts of an owner about their backup codes. */
export function ownCodePosts({ authenticate, ownCodes, tryCode }: OwnCodePostDeps): PostsOf<OwnCodePosts> {
  return {
    '/api/backup-codes/make': {
      takes: z.strictObject({ stepUp: asserted }),
      async answer({ stepUp }, context) {
        const done = await signedIn(authenticate, context, (session) =>
          ownCodes.make(session, stepUp, context),
        )
        if (!done.ok) return done
        const { setId, codes, countsFrom } = done
        return { ok: true, body: { setId, codes, countsFrom } }
      },
    },
    '/api/backup-codes/renew': {
      takes: z.strictObject({ stepUp: asserted }),
      async answer({ stepUp }, context) {
        const done = await signedIn(authenticate, context, (session) =>
          ownCodes.renew(session, stepUp, context),
        )
        if (!done.ok) return done
        const { setId, codes, countsFrom } = done
        return { ok: true, body: { setId, codes, countsFrom } }
      },
    },
    '/api/backup-codes/saved': {
      takes: z.strictObject({ setId: id, stepUp: asserted.optional() }),
      answer: (wish, context) =>
        signedInPlain(authenticate, context, (session) => ownCodes.saved(session, wish, context)),
    },
    '/api/backup-codes/try': {
      takes: z.strictObject({ code: typedCode, stepUp: asserted }),
      answer: (typed, context) =>
        signedIn(authenticate, context, (session) => tryCode(session, typed, context)),
    },
    '/api/backup-codes/off': {
      takes: z.strictObject({ stepUp: asserted }),
      async answer({ stepUp }, context) {
        const done = await signedIn(authenticate, context, (session) =>
          ownCodes.switchOff(session, stepUp, context),
        )
        return done.ok ? { ok: true, body: { offAt: done.offAt } } : done
      },
    },
    '/api/backup-codes/cancel': {
      takes: z.strictObject({ setId: id, stepUp: asserted }),
      answer: (change, context) =>
        signedInPlain(authenticate, context, (session) => ownCodes.cancel(session, change, context)),
    },
  }
}

/** The post of someone who lost their passkey. */
export function provePost(
  signedProof: SignedProofOf,
  prove: ProveCode,
): PostsOf<Omit<BackupCodePosts, keyof OwnCodePosts>> {
  const path = '/api/backup-codes/prove'
  return { [path]: signedProof(path, proving, prove) }
}
