import type { DualReason } from '../../../../shared/reasons.ts'

/**
 * Reasons for dual that stick to a subject (page key, browser, account) for a while, across pairings,
 * connections and nodes. Throws StoreAway.
 */
export interface Marks {
  set(subjects: readonly string[], reason: DualReason, ttlMs: number): Promise<void>
  /** Every reason that sticks to any of the subjects, each once. */
  read(subjects: readonly string[]): Promise<readonly DualReason[]>
}
