import type { AccountId, PairingId } from '../../shared/ids.ts'

/** A lock as the console shows it: of a page, or of the ways back into an account. */
export interface HeldLock {
  readonly id: string
  /** What it was set under, to set it again. */
  readonly subjects: readonly string[]
  readonly locked:
    | { readonly kind: 'page'; readonly device: string; readonly network: string }
    | { readonly kind: 'account'; readonly accountId: AccountId }
  readonly reason: string
  readonly pairingId: PairingId
  readonly leftMs: number
}

/** The locks that hold, whoever set them. Throws StoreAway. */
export interface HeldLocks {
  /** Those of accounts come first, however many pages are locked; of each kind those that end last. */
  list(most: number): Promise<readonly HeldLock[]>
  /** Ends a lock before its time; null when there is none of that id. */
  release(id: string): Promise<HeldLock | null>
  add(lock: HeldLock, ttlMs: number): Promise<void>
}
