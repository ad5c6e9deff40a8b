import type { DualReason } from '../../../../shared/reasons.ts'

/**
 * Reasons for dual that stick to a subject (page key, browser, account) for a while, across pairings,
 * connections and nodes; they are read with all that is around a page. Throws StoreAway.
 */
export interface Marks {
  set(subjects: readonly string[], reason: DualReason, ttlMs: number): Promise<void>
}
