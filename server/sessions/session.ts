import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'

export interface Session {
  readonly id: SessionId
  readonly accountId: AccountId
  /** SHA-256 of the 256-bit token, base64url. The token itself is only in the cookie. */
  readonly tokenHash: string
  readonly credentialId: CredentialId
  /** What the device says it is, and its cut network. */
  readonly device: string
  readonly network: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly expiresAt: number
}

export type NewSession = Omit<Session, 'createdAt' | 'lastSeenAt' | 'expiresAt'>
