import { z } from 'zod'
import type { AddressPosts } from '../../shared/addresses.ts'
import type { Answer } from '../errors/answer.ts'
import type { PostsOf } from '../requests/posts.ts'
import type { RequestContext } from '../requests/request-context.ts'
import { asserted, id } from '../requests/wire-fields.ts'
import type { Authenticate } from '../sessions/authenticate.ts'
import type { Session } from '../sessions/session.ts'
import { signedIn, signedInPlain } from '../sessions/signed-in.ts'
import { typedAddress } from './address-actions.ts'
import type { ManageAddresses } from './manage-addresses.ts'

const change = z.strictObject({ addressId: id, stepUp: asserted })

interface AddressPostsDeps {
  readonly authenticate: Authenticate
  readonly addresses: ManageAddresses
}

/** What the account page posts about addresses. */
export function addressPosts({ authenticate, addresses }: AddressPostsDeps): PostsOf<AddressPosts> {
  async function bodyOf<Done extends object>(
    context: RequestContext,
    work: (session: Session) => Promise<Answer<Done>>,
  ) {
    const done = await signedIn(authenticate, context, work)
    if (!done.ok) return done
    const { ok, ...body } = done
    return { ok, body }
  }

  return {
    '/api/addresses': {
      takes: z.strictObject({ address: typedAddress, stepUp: asserted }),
      answer: (wish, context) => bodyOf(context, (session) => addresses.add(session, wish, context)),
    },
    '/api/addresses/confirm': {
      takes: z.strictObject({ addressId: id, code: z.string().max(40) }),
      answer: (typed, context) => bodyOf(context, (session) => addresses.confirm(session, typed, context)),
    },
    '/api/addresses/remove': {
      takes: change,
      answer: (wish, context) => bodyOf(context, (session) => addresses.remove(session, wish, context)),
    },
    '/api/addresses/keep': {
      takes: change,
      answer: (wish, context) =>
        signedInPlain(authenticate, context, (session) => addresses.keep(session, wish, context)),
    },
  }
}
