import { hashToken } from '../sessions/token.ts'
import type { AccountStore, SignedIn } from './account-store.ts'

export interface ReadSignedInDeps {
  readonly accounts: Pick<AccountStore, 'findSignedIn'>
}

/** Who is behind a session cookie's token, read from SQL at every call: an ended session is nobody. */
export async function readSignedIn(
  { accounts }: ReadSignedInDeps,
  token: string | null,
): Promise<SignedIn | null> {
  return token === null ? null : accounts.findSignedIn(hashToken(token))
}
