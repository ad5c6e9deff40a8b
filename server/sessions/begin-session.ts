import { randomBytes } from 'node:crypto'
import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import type { Announcer } from '../events/announcer.ts'
import type { PasskeyUse } from '../passkeys/record-use.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import { SESSION_MS } from './lifetime.ts'
import type { BegunInSql, CounterWentBack, SessionBeginning, SessionStore } from './session-store.ts'
import { hashToken, newToken } from './token.ts'

export interface BeginSessionDeps {
  readonly sessions: SessionStore
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
}

interface SignInFacts {
  readonly accountId: AccountId
  readonly credentialId: CredentialId
  /** See SessionBeginning. */
  readonly use?: PasskeyUse
  /** The session of the cookie that came with the sign-in. It ends. */
  readonly context: RequestContext
}

export interface BegunSession {
  readonly id: SessionId
  /** The token for the cookie. It is not stored. */
  readonly token: string
}

/** `isTold`: the account was told already of all that changed. */
type CreateSession = (
  ...beginning: SessionBeginning
) => Promise<(BegunInSql & { readonly isTold?: boolean }) | CounterWentBack | null>

/**
 * Begins a session with a new id and token at every sign-in, so that none can be planted beforehand. Null if the
 * passkey is no longer active. `create` is for a sign-in that changes more in the same transaction.
 */
export async function beginSession(
  { sessions, announcer }: BeginSessionDeps,
  { accountId, credentialId, use, context }: SignInFacts,
  create: CreateSession = sessions.create,
): Promise<BegunSession | CounterWentBack | null> {
  const id = randomBytes(16).toString('base64url') as SessionId
  const token = newToken()
  const begun = await create(
    // RFC 8176: a key held in hardware or software, and a verified user, so more than one factor.
    {
      id,
      accountId,
      tokenHash: hashToken(token),
      credentialId,
      ...trace(context),
    },
    SESSION_MS,
    { action: 'signed-in', accountId, sessionId: id, credentialId, ...trace(context) },
    use,
  )
  if (!begun || begun === 'counter-went-back') return begun
  announcer.sessionsEnded(begun.endedSessions)
  const oldToken = context.sessionToken
  const old =
    oldToken &&
    (await sessions.end(hashToken(oldToken), (ended) => ({
      action: 'session-ended',
      accountId: ended.accountId,
      sessionId: ended.id,
      detail: 'signed-in-again',
      ...trace(context),
    })))
  if (old) {
    announcer.sessionsEnded([old.id])
    announcer.accountChanged(old.accountId)
  }
  if (!begun.isTold) announcer.accountChanged(accountId) // [A115]
  return { id, token }
}
