import { type Answer, refusal } from '../errors/answer.ts'
import type { RequestContext } from '../requests/request-context.ts'
import type { Authenticate } from './authenticate.ts'
import type { Session } from './session.ts'

/** Runs a function for the session of a context. Refuses if there is no session. */
export async function signedIn<Done extends object>(
  authenticate: Authenticate,
  { sessionToken }: RequestContext,
  work: (session: Session) => Promise<Answer<Done>>,
): Promise<Answer<Done>> {
  const session = await authenticate(sessionToken)
  return session ? work(session) : refusal('not_signed_in')
}

/** The same for a function whose answer has no body. */
export async function signedInPlain(
  authenticate: Authenticate,
  context: RequestContext,
  work: (session: Session) => Promise<Answer<object>>,
): Promise<Answer<{ readonly body: Record<never, never> }>> {
  const done = await signedIn(authenticate, context, work)
  return done.ok ? { ok: true, body: {} } : done
}
