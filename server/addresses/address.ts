import type { AccountId, CredentialId } from '../../shared/ids.ts'

/** An e-mail address of an account. */
export interface Address {
  readonly id: string
  readonly accountId: AccountId
  readonly address: string
  /** `unconfirmed`: its code was not typed yet. `waiting`: it counts from `countsFrom` on, if its passkey still may. */
  readonly state: 'unconfirmed' | 'waiting' | 'counts'
  readonly addedBy: CredentialId
  readonly addedAt: number
  /** Null once it is confirmed. */
  readonly codeUntil: number | null
  /** Null unless it waits. */
  readonly countsFrom: number | null
  /** Null unless it counts. */
  readonly countsSince: number | null
  /** Who scheduled its removal, and for when. Null unless it is leaving. */
  readonly removedBy: CredentialId | null
  readonly leavesAt: number | null
}

/** An address in a few characters, for the audit: `a…@example.com`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${address.slice(at)}`
}
