import { randomBytes } from 'node:crypto'
import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { SessionStore } from '../ports/session-store.ts'
import { SESSION_MS } from './lifetime.ts'
import { hashToken, newToken } from './token.ts'
import { trace, type Visitor } from './visitor.ts'

export interface BeginSessionDeps {
  readonly sessions: SessionStore
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
}

export interface SignInFacts {
  readonly accountId: AccountId
  readonly credentialId: CredentialId
  readonly visitor: Visitor
  /** Token of the session cookie that came with the sign-in; that session ends. */
  readonly oldToken: string | null
}

export interface BegunSession {
  readonly id: SessionId
  /** For the cookie; it is stored nowhere. */
  readonly token: string
}

/**
 * A new session with a new id and token at every sign-in, so that none can be planted beforehand. Null when
 * the passkey is not active any more.
 */
export async function beginSession(
  { sessions, announcer }: BeginSessionDeps,
  { accountId, credentialId, visitor, oldToken }: SignInFacts,
): Promise<BegunSession | null> {
  const id = randomBytes(16).toString('base64url') as SessionId
  const token = newToken()
  const begun = await sessions.create(
    // RFC 8176: a key held in hardware or software, a user who was verified, so more than one factor.
    {
      id,
      accountId,
      tokenHash: hashToken(token),
      credentialId,
      amr: ['hwk', 'user', 'mfa'],
      ...trace(visitor),
    },
    SESSION_MS,
    { action: 'signed-in', accountId, sessionId: id, credentialId, ...trace(visitor) },
  )
  if (!begun) return null
  announcer.sessionsEnded(begun.endedSessions)
  const old = oldToken && (await sessions.findByTokenHash(hashToken(oldToken)))
  if (old) {
    const ended = await sessions.end(old.accountId, [old.id], {
      action: 'session-ended',
      accountId: old.accountId,
      sessionId: old.id,
      detail: 'signed-in-again',
      ...trace(visitor),
    })
    announcer.sessionsEnded(ended)
    announcer.accountChanged(old.accountId)
  }
  announcer.accountChanged(accountId) // [A115]
  return { id, token }
}
