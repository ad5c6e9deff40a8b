import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import { hashToken } from '../sessions/token.ts'
import type { Account } from './account.ts'
import type { AccountStore } from './account-store.ts'

export interface ReadSignedInDeps {
  readonly sessions: Pick<SessionStore, 'findByTokenHash'>
  readonly accounts: Pick<AccountStore, 'findById'>
}

/** A live session and its account. */
export interface SignedIn {
  readonly session: Session
  readonly account: Account
}

/** Who is behind a session cookie's token, read from SQL at every call: an ended session is nobody. */
export async function readSignedIn(
  { sessions, accounts }: ReadSignedInDeps,
  token: string | null,
): Promise<SignedIn | null> {
  const session = token && (await sessions.findByTokenHash(hashToken(token)))
  const account = session && (await accounts.findById(session.accountId))
  return session && account ? { session, account } : null
}
