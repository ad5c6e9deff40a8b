import { type Answer, refusal } from '../../answer.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import type { Session } from '../../sessions/session.ts'
import type { Visit } from './visit.ts'

/** Runs work for the session of a visit, or refuses when there is none. */
export async function signedIn<Done extends object>(
  authenticate: Authenticate,
  { sessionToken }: Visit,
  work: (session: Session) => Promise<Answer<Done>>,
): Promise<Answer<Done>> {
  const session = await authenticate(sessionToken)
  return session ? work(session) : refusal('not_signed_in')
}

/** The same for what is answered with nothing but that it was done. */
export async function signedInPlain(
  authenticate: Authenticate,
  visit: Visit,
  work: (session: Session) => Promise<Answer<object>>,
): Promise<Answer<{ readonly body: Record<never, never> }>> {
  const done = await signedIn(authenticate, visit, work)
  return done.ok ? { ok: true, body: {} } : done
}
