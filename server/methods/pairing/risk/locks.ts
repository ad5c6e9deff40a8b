import type { AccountId, RecoveryId } from '../../../../shared/ids.ts'

/** What a lock stops: the lost-passkey page of a browser, or the pairing route of an account. Nothing else. */
export type Locked =
  | { readonly kind: 'page'; readonly device: string; readonly network: string }
  | { readonly kind: 'account'; readonly accountId: AccountId }

/** A lock to add. */
export interface NewLock {
  /** Keyed hash of the pairing and the subjects: 128 bit, base64url. */
  readonly id: string
  /** Keyed words. Whoever has one of them as a subject is locked. */
  readonly subjects: readonly string[]
  readonly locked: Locked
  readonly reason: string
  readonly recoveryId: RecoveryId
}

/** A lock that holds. */
export interface Lock extends NewLock {
  readonly leftMs: number
}

/** Locks that end by themselves. All throw StoreAway. */
export interface Locks {
  /** Adds a lock for `ttlMs` milliseconds. It never shortens another one. */
  add(lock: NewLock, ttlMs: number): Promise<void>
  /** How much longer any of the subjects is locked, in milliseconds. 0 if none is. */
  leftMs(subjects: readonly string[]): Promise<number>
  /**
   * At most `most` locks. Those of accounts come first, however many pages are locked. Within each kind, those that
   * end last come first.
   */
  list(most: number): Promise<readonly Lock[]>
  /** Ends a lock before its time, and returns it. Null if there is none with this id. */
  release(id: string): Promise<Lock | null>
}
