import type { SessionId } from '../../shared/ids.ts'
import { type Answer, refusal } from '../answer.ts'
import { sessionMayDo } from '../passkeys/may-do.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { Session } from './session.ts'
import { trace, type Visitor } from './visitor.ts'

export interface EndSessionsDeps {
  readonly sessions: SessionStore
  readonly credentials: Pick<CredentialStore, 'find'>
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
}

/** How the owner ends sessions. */
export interface EndSessions {
  signOut(session: Session, visitor: Visitor): Promise<void>
  /** Ends sessions of the own account; ids that are none of it are passed over. */
  end(session: Session, ids: readonly SessionId[], visitor: Visitor): Promise<Answer<object>>
}

export function createEndSessions({ sessions, credentials, announcer }: EndSessionsDeps): EndSessions {
  const tell = (session: Session, ended: readonly SessionId[]) => {
    announcer.sessionsEnded(ended)
    announcer.accountChanged(session.accountId)
  }
  return {
    async signOut(session, visitor) {
      const { id, accountId } = session
      const audit = { action: 'signed-out', accountId, sessionId: id, ...trace(visitor) } as const
      tell(session, await sessions.end(accountId, [id], audit))
    },
    async end(session, ids, visitor) {
      const { id, accountId } = session
      const may = sessionMayDo(await credentials.find(session.credentialId), 'end-sessions')
      if (may !== true) return refusal(may) // [A3]
      const audit = { action: 'session-ended', accountId, sessionId: id, ...trace(visitor) } as const
      tell(session, await sessions.end(accountId, ids, audit))
      return { ok: true }
    },
  }
}
