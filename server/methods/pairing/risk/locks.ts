import type { AccountId, PairingId } from '../../../../shared/ids.ts'

/** What a lock holds shut: a browser's lost-passkey page, or an account's pairing route. Never more. */
export type Locked =
  | { readonly kind: 'page'; readonly device: string; readonly network: string }
  | { readonly kind: 'account'; readonly accountId: AccountId }

export interface NewLock {
  /** 128 bit, base64url. */
  readonly id: string
  /** Keyed words; whoever carries one of them is locked. */
  readonly subjects: readonly string[]
  readonly locked: Locked
  readonly reason: string
  readonly pairingId: PairingId
}

export interface Lock extends NewLock {
  readonly leftMs: number
}

/** Locks that end by themselves. Throws StoreAway. */
export interface Locks {
  /** A subject that is locked already stays so at least as long as it was. */
  add(lock: NewLock, ttlMs: number): Promise<void>
  /** The longest time that any of the subjects stays locked, in milliseconds; 0 when none is. */
  leftMs(subjects: readonly string[]): Promise<number>
  /** Those of accounts come first, however many pages are locked; of each kind those that end last. */
  list(most: number): Promise<readonly Lock[]>
  /** Ends a lock before its time; null when there is none of that id. */
  release(id: string): Promise<Lock | null>
}
