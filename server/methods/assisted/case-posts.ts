import { z } from 'zod'
import type { CasePosts, SupportPosts } from '../../../shared/assisted.ts'
import type { SlowRecoveries } from '../../recovery/slow/slow-recoveries.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { asserted, id, typedName } from '../../requests/wire-fields.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { signedIn } from '../../sessions/signed-in.ts'
import type { OwnCases } from './own-case.ts'
import type { Support } from './support.ts'

type SlowPosts = Pick<SlowRecoveries, 'signedPost' | 'signedProof'>

/** The posts of the page that opens a case. */
export function casePosts(own: OwnCases, { signedPost, signedProof }: SlowPosts): PostsOf<CasePosts> {
  return {
    '/api/case/ask': signedPost('/api/case/ask', z.strictObject({ name: typedName }), own.ask),
    '/api/case/look': signedPost('/api/case/look', z.strictObject({}), own.look),
    '/api/case/prove': signedProof(
      '/api/case/prove',
      z.strictObject({ code: z.string().max(200) }),
      own.prove,
    ),
  }
}

/** Longer than a text may be, so that its own rule answers and not this schema. */
const text = z.string().max(2_000)

/** The posts of supporters. */
export function supportPosts(support: Support, authenticate: Authenticate): PostsOf<SupportPosts> {
  return {
    '/api/cases/list': {
      takes: z.strictObject({
        number: z
          .string()
          .regex(/^\d{8}$/)
          .nullable(),
      }),
      answer: (wish, context) => signedIn(authenticate, context, (session) => support.list(session, wish)),
    },
    '/api/cases/vouch': {
      takes: z.strictObject({ caseId: id, check: text, stepUp: asserted }),
      answer: (wish, context) =>
        signedIn(authenticate, context, (session) => support.vouch(session, wish, context)),
    },
    '/api/cases/confirm': {
      takes: z.strictObject({ caseId: id, mailTo: id.nullable(), stepUp: asserted }),
      answer: (wish, context) =>
        signedIn(authenticate, context, (session) => support.confirm(session, wish, context)),
    },
    '/api/cases/reject': {
      takes: z.strictObject({ caseId: id, reason: text }),
      answer: (wish, context) =>
        signedIn(authenticate, context, (session) => support.reject(session, wish, context)),
    },
    '/api/cases/end': {
      takes: z.strictObject({ caseId: id, reason: text, stepUp: asserted }),
      answer: (wish, context) =>
        signedIn(authenticate, context, (session) => support.end(session, wish, context)),
    },
  }
}
