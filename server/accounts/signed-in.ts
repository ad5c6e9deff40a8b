import { hashToken } from '../sessions/token.ts'
import type { AccountStore, SignedIn } from './account-store.ts'

export interface ReadSignedInDeps {
  readonly accounts: Pick<AccountStore, 'findSignedIn'>
}

/** Finds who is signed in by a session cookie's token. Reads SQL at every call, so an ended session is nobody. */
export async function readSignedIn(
  { accounts }: ReadSignedInDeps,
  token: string | null,
): Promise<SignedIn | null> {
  return token === null ? null : accounts.findSignedIn(hashToken(token))
}
