import { z } from 'zod'
import type { ContactPosts, OwnContactPosts } from '../../../shared/contacts.ts'
import type { SignedPostOf, SignedProofOf } from '../../recovery/slow/signed-post.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { asserted, id, typedName } from '../../requests/wire-fields.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { signedIn, signedInPlain } from '../../sessions/signed-in.ts'
import type { Ask } from './ask.ts'
import type { OwnContacts } from './own-contacts.ts'
import type { ProveVouched } from './prove.ts'
import type { Vouch } from './vouch.ts'

const change = z.strictObject({ contactId: id, stepUp: asserted })

/** The posts of people who are signed in, about their contacts and about those whose contact they are. */
export function ownContactPosts(authenticate: Authenticate, own: OwnContacts): PostsOf<OwnContactPosts> {
  return {
    '/api/contacts/name': {
      takes: z.strictObject({ name: typedName, stepUp: asserted }),
      answer: (wish, context) =>
        signedInPlain(authenticate, context, (session) => own.name(session, wish, context)),
    },
    '/api/contacts/end': {
      takes: change,
      async answer(wish, context) {
        const done = await signedIn(authenticate, context, (session) => own.end(session, wish, context))
        return done.ok ? { ok: true, body: { endsAt: done.endsAt } } : done
      },
    },
    '/api/contacts/keep': {
      takes: change,
      answer: (wish, context) =>
        signedInPlain(authenticate, context, (session) => own.keep(session, wish, context)),
    },
    '/api/contacts/agree': {
      takes: change,
      async answer(wish, context) {
        const done = await signedIn(authenticate, context, (session) => own.agree(session, wish, context))
        return done.ok ? { ok: true, body: { countsFrom: done.countsFrom } } : done
      },
    },
    '/api/contacts/decline': {
      takes: z.strictObject({ contactId: id }),
      answer: ({ contactId }, context) =>
        signedInPlain(authenticate, context, (session) => own.decline(session, contactId)),
    },
    '/api/contacts/leave': {
      takes: change,
      answer: (wish, context) =>
        signedInPlain(authenticate, context, (session) => own.leave(session, wish, context)),
    },
    '/api/contacts/refuse-all': {
      takes: z.strictObject({ refuses: z.boolean() }),
      answer: ({ refuses }, context) =>
        signedInPlain(authenticate, context, (session) => own.refuseAll(session, refuses)),
    },
  }
}

interface VouchPostDeps {
  readonly authenticate: Authenticate
  readonly signedPost: SignedPostOf
  readonly signedProof: SignedProofOf
  readonly ask: Ask
  readonly prove: ProveVouched
  readonly vouch: Vouch
}

/** The posts of the page that asks, and of the page that its link opens for a contact. */
export function vouchPosts(deps: VouchPostDeps): PostsOf<Omit<ContactPosts, keyof OwnContactPosts>> {
  const { authenticate, signedPost, signedProof, ask, prove, vouch } = deps
  return {
    '/api/contact/ask': signedPost('/api/contact/ask', z.strictObject({ name: typedName }), ask),
    '/api/contact/prove': signedProof(
      '/api/contact/prove',
      z.strictObject({ code: z.string().max(40) }),
      prove,
    ),
    '/api/vouch/look': {
      takes: z.strictObject({ secret: id }),
      answer: ({ secret }, context) =>
        signedIn(authenticate, context, (session) => vouch.look(session, secret, context)),
    },
    '/api/vouch/confirm': {
      takes: z.strictObject({ secret: id, stepUp: asserted }),
      answer: (wish, context) =>
        signedIn(authenticate, context, (session) => vouch.confirm(session, wish, context)),
    },
    '/api/vouch/deny': {
      takes: z.strictObject({ secret: id }),
      answer: ({ secret }, context) =>
        signedInPlain(authenticate, context, (session) => vouch.deny(session, secret, context)),
    },
  }
}
