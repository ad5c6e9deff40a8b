import { z } from 'zod'
import type { Posts } from '../../../shared/api.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { PostsOf } from '../../requests/posts.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import { asserted, attested, typedName } from '../../requests/wire-fields.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import type { KnownBrowsers } from '../../sessions/known-browsers.ts'
import type { AccountFeatures } from './account-features.ts'

interface EntryDeps {
  readonly features: Pick<AccountFeatures, 'signUp' | 'signIn' | 'stopChanges' | 'endSessions'>
  readonly cookies: Pick<Cookies, 'writeSession' | 'clearSession' | 'writeKnown'>
  readonly knownBrowsers: Pick<KnownBrowsers, 'mark'>
  /** Where a sign-in leads; see return-to.ts. */
  readonly returnTo: (wish: string | undefined) => string
}

type Entry =
  | '/api/sign-up/options'
  | '/api/sign-up'
  | '/api/sign-in/options'
  | '/api/sign-in'
  | '/api/freeze/options'
  | '/api/freeze'
  | '/api/sign-out'

const nothing = z.strictObject({})
/** A return address, however long. If it is not one, its own rule says so. */
const wish = z.string()

/** The posts for people who are not signed in, and for signing out. */
export function entryPosts({
  features,
  cookies,
  knownBrowsers,
  returnTo,
}: EntryDeps): PostsOf<Pick<Posts, Entry>> {
  const { signUp, signIn, stopChanges, endSessions } = features
  const cookiesFor = (
    { accountId, token }: { readonly accountId: AccountId; readonly token: string },
    { knownToken }: RequestContext,
  ) => [cookies.writeSession(token), cookies.writeKnown(knownBrowsers.mark(accountId, knownToken))]
  return {
    '/api/sign-up/options': {
      takes: z.strictObject({ name: typedName, invite: wish.exactOptional() }),
      async answer({ name, invite = null }, context) {
        const begun = await signUp.begin({ name, invite }, context)
        return begun.ok ? { ok: true, body: begun.offer } : begun
      },
    },
    '/api/sign-up': {
      takes: attested,
      async answer(body, context) {
        const done = await signUp.finish(body, context)
        if (!done.ok) return done
        const signedIn = { name: done.name, next: returnTo(undefined), recovered: false, add: null }
        return { ok: true, body: signedIn, setCookies: cookiesFor(done, context) }
      },
    },
    '/api/sign-in/options': {
      takes: z.strictObject({ hybrid: z.boolean().exactOptional() }),
      async answer({ hybrid = false }, context) {
        const begun = await signIn.begin(hybrid, context)
        return begun.ok ? { ok: true, body: begun.offer } : begun
      },
    },
    '/api/sign-in': {
      takes: asserted.extend({ returnTo: wish.exactOptional(), thenAdd: z.boolean().exactOptional() }),
      async answer({ returnTo: wanted, thenAdd = false, ...asserted }, context) {
        const done = await signIn.finish({ asserted, thenAdd, context })
        if (!done.ok) return done
        const { name, recovered, add } = done
        const body = { name, next: returnTo(wanted), recovered, add }
        return { ok: true, body, setCookies: cookiesFor(done, context) }
      },
    },
    '/api/freeze/options': {
      takes: nothing,
      async answer(_body, context) {
        const begun = await stopChanges.begin(context)
        return begun.ok ? { ok: true, body: begun.offer } : begun
      },
    },
    '/api/freeze': {
      takes: asserted,
      async answer(body, context) {
        const done = await stopChanges.finish(body, context)
        return done.ok ? { ok: true, body: done.stopped } : done
      },
    },
    '/api/sign-out': {
      takes: nothing,
      async answer(_body, context) {
        await endSessions.signOut(context)
        return { ok: true, body: {}, setCookies: [cookies.clearSession()] }
      },
    },
  }
}
