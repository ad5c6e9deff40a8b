import type { AccountId, CredentialId, PageKey, SessionId, UserHandle } from '../../../shared/ids.ts'
import type { SignedIn } from '../../accounts/account-store.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { SocketContext } from '../../requests/socket-context.ts'

/** The requesting page, as a proven connection brings it. */
export interface Page extends Pick<SocketContext, 'connection' | 'browser' | 'network' | 'place' | 'device'> {
  readonly pageKey: PageKey
}

/** The approving device, as its session brings it. */
export interface Approver extends Pick<SocketContext, 'browser' | 'network' | 'place' | 'device'> {
  readonly accountId: AccountId
  readonly accountName: string
  readonly foldedName: string
  readonly sessionId: SessionId
  /** The passkey that began the session. */
  readonly credentialId: CredentialId
  readonly userHandle: UserHandle
  /** All of the account, as they were read for this command. */
  readonly passkeys: readonly Credential[]
}

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
