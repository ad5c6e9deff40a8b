import type { AccountId, RecoveryId } from '../../shared/ids.ts'

/** A lock as the console shows it: of a page, or of an account. */
export interface HeldLock {
  readonly id: string
  /** What is needed to set it again. */
  readonly subjects: readonly string[]
  readonly locked:
    | { readonly kind: 'page'; readonly device: string; readonly network: string }
    | { readonly kind: 'account'; readonly accountId: AccountId }
  readonly reason: string
  readonly recoveryId: RecoveryId
  readonly leftMs: number
}

/** All locks that hold. Throws StoreAway. */
export interface HeldLocks {
  /** Locks of accounts come first, however many pages are locked. Of each kind, those that end last come first. */
  list(most: number): Promise<readonly HeldLock[]>
  /** Ends a lock early. Null if there is none with that id. */
  release(id: string): Promise<HeldLock | null>
  add(lock: HeldLock, ttlMs: number): Promise<void>
}
