import { hashToken } from '../sessions/token.ts'
import type { AccountStore, SignedIn } from './account-store.ts'

/** Finds who is signed in by the token of a session. Reads SQL at every call, so an ended session is nobody. */
export type ReadSignedIn = (token: string | null) => Promise<SignedIn | null>

/** Makes it for the sessions of our own accounts. */
export function createReadSignedIn({
  accounts,
}: {
  readonly accounts: Pick<AccountStore, 'findSignedIn'>
}): ReadSignedIn {
  return async (token) => (token === null ? null : accounts.findSignedIn(hashToken(token)))
}
