import type { DualReason } from '../../../../shared/pairing.ts'

/**
 * Reasons that stick to a subject (page key, browser, account, network) for `ttlMs` milliseconds, across pairings,
 * connections and nodes. They are read with the surroundings of a page. Throws StoreAway.
 */
export interface Marks {
  set(subjects: readonly string[], reason: DualReason, ttlMs: number): Promise<void>
}
