import type { PairingId } from '../../../shared/ids.ts'
import type { QrCode } from '../../../shared/qr.ts'
import type { AccountFeatures } from '../../accounts/account-features.ts'
import { type Answer, refusal } from '../../answer.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import type { Network } from '../../throttle/network.ts'
import type { Caller } from '../../throttle/turns.ts'
import type { PostHandlers } from './visit.ts'

export interface EntryDeps {
  readonly features: Pick<
    AccountFeatures,
    'authenticate' | 'signUp' | 'signIn' | 'stopChanges' | 'endSessions'
  >
  readonly cookies: Pick<Cookies, 'writeSession' | 'clearSession'>
  /** Where a sign-in leads, from the allow-list. */
  readonly returnTo: (wish: string | undefined) => string
  /** Trades a QR secret for a receipt; `browser` is the browser cookie's value as it came. */
  readonly look: (
    code: QrCode,
    browser: string,
    network: Network,
    caller: Caller,
  ) => Promise<Answer<{ receipt: string }>>
}

type Entry =
  | '/api/sign-up/options'
  | '/api/sign-up'
  | '/api/sign-in/options'
  | '/api/sign-in'
  | '/api/freeze/options'
  | '/api/freeze'
  | '/api/sign-out'
  | '/api/look'

/** The ways in and out, for people who are not signed in. */
export function entryHandlers({ features, cookies, returnTo, look }: EntryDeps): Pick<PostHandlers, Entry> {
  const { authenticate, signUp, signIn, stopChanges, endSessions } = features
  return {
    async '/api/sign-up/options'({ name, invite = null }, { visitor }) {
      const begun = await signUp.begin({ name, invite }, visitor)
      return begun.ok ? { ok: true, body: begun.offer } : begun
    },
    async '/api/sign-up'(attested, { visitor, sessionToken }) {
      const done = await signUp.finish(attested, visitor, sessionToken)
      if (!done.ok) return done
      const body = { name: done.name, next: returnTo(undefined), recovered: false, add: null }
      return { ok: true, body, setCookie: cookies.writeSession(done.token) }
    },
    async '/api/sign-in/options'({ hybrid = false }, { visitor, caller }) {
      const begun = await signIn.begin(hybrid, visitor, caller)
      return begun.ok ? { ok: true, body: begun.offer } : begun
    },
    async '/api/sign-in'(wish, { visitor, sessionToken }) {
      const { returnTo: wanted, thenAdd = false, ...asserted } = wish
      const done = await signIn.finish({ asserted, thenAdd, visitor, oldToken: sessionToken })
      if (!done.ok) return done
      const { name, recovered, add } = done
      const body = { name, next: returnTo(wanted), recovered, add }
      return { ok: true, body, setCookie: cookies.writeSession(done.token) }
    },
    async '/api/freeze/options'(_body, { visitor, caller }) {
      const begun = await stopChanges.begin(visitor, caller)
      return begun.ok ? { ok: true, body: begun.offer } : begun
    },
    async '/api/freeze'(asserted, { visitor }) {
      const done = await stopChanges.finish(asserted, visitor)
      return done.ok ? { ok: true, body: done.stopped } : done
    },
    async '/api/sign-out'(_body, { visitor, sessionToken }) {
      const session = await authenticate(sessionToken)
      if (session) await endSessions.signOut(session, visitor)
      return { ok: true, body: {}, setCookie: cookies.clearSession() }
    },
    async '/api/look'(code, { visitor, caller, browser }) {
      if (!browser) return refusal('code_invalid')
      const shown = { ...code, pairingId: code.pairingId as PairingId }
      const seen = await look(shown, browser, visitor.network, caller)
      return seen.ok ? { ok: true, body: { receipt: seen.receipt } } : seen
    },
  }
}
