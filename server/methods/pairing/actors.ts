import type { AccountId, CredentialId, PageKey, SessionId, UserHandle } from '../../../shared/ids.ts'
import type { SignedIn } from '../../accounts/account-store.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { SocketContext } from '../../requests/socket-context.ts'

/** The requesting page, as it is known from its proven connection. */
export interface Page extends Pick<SocketContext, 'connection' | 'browser' | 'network' | 'place' | 'device'> {
  readonly pageKey: PageKey
}

/** The approving device, as it is known from its session. */
export interface Approver extends Pick<SocketContext, 'browser' | 'network' | 'place' | 'device'> {
  readonly accountId: AccountId
  readonly accountName: string
  readonly foldedName: string
  readonly sessionId: SessionId
  /** The passkey that began the session. */
  readonly credentialId: CredentialId
  readonly userHandle: UserHandle
  /** All passkeys of the account, as they were read for this command. */
  readonly passkeys: readonly Credential[]
}

/** The approving device of a connection whose session was just read. */
export function approverOf(
  { account, session, passkeys }: SignedIn,
  { browser, network, place, device }: SocketContext,
): Approver {
  return {
    accountId: account.id,
    accountName: account.name,
    foldedName: account.foldedName,
    sessionId: session.id,
    credentialId: session.credentialId,
    userHandle: account.userHandle,
    passkeys,
    browser,
    network,
    place,
    device,
  }
}
