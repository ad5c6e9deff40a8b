import { z } from 'zod'
import type { EmailPosts } from '../../../shared/email-recovery.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { type OwnSwitch, switchPost } from '../../recovery/own-switch.ts'
import { pageKey, type SignedPostOf, type SignedProofOf } from '../../recovery/slow/signed-post.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { id } from '../../requests/wire-fields.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import type { Ask } from './ask.ts'
import type { MailedLink } from './link.ts'
import type { ProveEmail } from './prove.ts'
import { idOf } from './secrets.ts'

interface EmailPostDeps {
  readonly ask: Ask
  readonly prove: ProveEmail
  readonly link: MailedLink
  readonly guard: Pick<Guard, 'pagePost'>
  readonly authenticate: Authenticate
  readonly cookies: Pick<Cookies, 'writeRead'>
  readonly ownSwitch: OwnSwitch
  readonly signedPost: SignedPostOf
  readonly signedProof: SignedProofOf
}

/** The posts of the page that asks for a mail, and of the page that its link opens. */
export function emailPosts(deps: EmailPostDeps): PostsOf<EmailPosts> {
  const { ask, prove, link, guard, authenticate, cookies, ownSwitch, signedPost, signedProof } = deps
  return {
    '/api/email/ask': signedPost('/api/email/ask', z.strictObject({ address: z.string().max(1_000) }), ask),
    '/api/email/prove': signedProof('/api/email/prove', z.strictObject({ code: z.string().max(40) }), prove),
    '/api/email-link/look': {
      takes: z.strictObject({ secret: id, pageKey: pageKey.nullable() }),
      async answer(wish, { network }) {
        const over = overLimit(await guard.pagePost(network))
        if (over) return over // [E13]
        return {
          ...(await link.look(wish)),
          // For every link alike, so that it says nothing about this one. What it is worth is judged when its browser asks.
          setCookies: [cookies.writeRead(idOf(wish.secret))], // [E33]
        }
      },
    },
    '/api/email-link/show': {
      takes: z.strictObject({ secret: id }),
      async answer(wish, { network }) {
        const over = overLimit(await guard.pagePost(network))
        return over ?? link.show(wish) // [E13]
      },
    },
    '/api/email/switch': switchPost(authenticate, ownSwitch),
    '/api/email-link/prove': signedProof('/api/email-link/prove', z.strictObject({ secret: id }), link.prove),
  }
}
