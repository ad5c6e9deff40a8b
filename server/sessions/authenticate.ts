import type { Session } from './session.ts'
import type { SessionStore } from './session-store.ts'
import { hashToken } from './token.ts'

/** The live session of a cookie's token, or null. */
export type Authenticate = (token: string | null) => Promise<Session | null>

export function createAuthenticate({
  sessions,
}: {
  readonly sessions: Pick<SessionStore, 'findByTokenHash'>
}): Authenticate {
  return async (token) => (token === null ? null : sessions.findByTokenHash(hashToken(token)))
}
