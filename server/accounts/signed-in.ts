import type { Credential } from '../passkeys/credential.ts'
import type { CredentialStore } from '../passkeys/credential-store.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import { hashToken } from '../sessions/token.ts'
import type { Account } from './account.ts'
import type { AccountStore } from './account-store.ts'

export interface ReadSignedInDeps {
  readonly sessions: Pick<SessionStore, 'findByTokenHash'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly credentials: Pick<CredentialStore, 'list'>
}

/** A live session, its account, and all passkeys of that, read together once for a command. */
export interface SignedIn {
  readonly session: Session
  readonly account: Account
  readonly passkeys: readonly Credential[]
}

/** Who is behind a session cookie's token, read from SQL at every call: an ended session is nobody. */
export async function readSignedIn(
  { sessions, accounts, credentials }: ReadSignedInDeps,
  token: string | null,
): Promise<SignedIn | null> {
  const session = token && (await sessions.findByTokenHash(hashToken(token)))
  if (!session) return null
  const { accountId } = session
  const [account, passkeys] = await Promise.all([accounts.findById(accountId), credentials.list(accountId)])
  return account && { session, account, passkeys }
}
