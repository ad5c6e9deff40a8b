import { z } from 'zod'
import type { AccountChangePosts } from '../../shared/account-changes.ts'
import type { Answer } from '../errors/answer.ts'
import type { PostsOf } from '../requests/posts.ts'
import type { RequestContext } from '../requests/request-context.ts'
import { asserted, typedName } from '../requests/wire-fields.ts'
import type { Authenticate } from '../sessions/authenticate.ts'
import type { Session } from '../sessions/session.ts'
import { signedIn, signedInPlain } from '../sessions/signed-in.ts'
import type { ChangeAccount } from './change-account.ts'

interface AccountPostsDeps {
  readonly authenticate: Authenticate
  readonly changeAccount: ChangeAccount
}

const confirmed = z.strictObject({ stepUp: asserted })

/** What the account page posts about the account itself. */
export function accountPosts({ authenticate, changeAccount }: AccountPostsDeps): PostsOf<AccountChangePosts> {
  const plain = (context: RequestContext, work: (session: Session) => Promise<Answer<object>>) =>
    signedInPlain(authenticate, context, work)

  return {
    '/api/account/rename': {
      takes: confirmed.extend({ name: typedName }),
      async answer(wish, context) {
        const done = await signedIn(authenticate, context, (session) =>
          changeAccount.rename(session, wish, context),
        )
        return done.ok ? { ok: true, body: { backUntil: done.backUntil } } : done
      },
    },
    '/api/account/restore-name': {
      takes: confirmed,
      answer: ({ stepUp }, context) =>
        plain(context, (session) => changeAccount.restoreName(session, stepUp, context)),
    },
    '/api/account/delete': {
      takes: confirmed,
      async answer({ stepUp }, context) {
        const done = await signedIn(authenticate, context, (session) =>
          changeAccount.scheduleDeletion(session, stepUp, context),
        )
        return done.ok ? { ok: true, body: { dueAt: done.dueAt } } : done
      },
    },
    '/api/account/keep': {
      takes: confirmed,
      answer: ({ stepUp }, context) =>
        plain(context, (session) => changeAccount.keep(session, stepUp, context)),
    },
  }
}
