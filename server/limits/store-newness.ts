import type { StoreAge } from './store-age.ts'

/** Both are made within this time of each other when a deployment starts for the first time. */
const FIRST_START_MS = 60_000

/**
 * For how long, in milliseconds, the volatile store has known what it should: Infinity for the one that a
 * deployment began with, which can have forgotten nothing. Throws StoreAway.
 */
export type StoreNewness = () => Promise<number>

/** `deploymentAgeMs`: since the database was made; what was there before the store, the store may lack. */
export function createStoreNewness(storeAge: StoreAge, deploymentAgeMs: () => number): StoreNewness {
  return async () => {
    const ageMs = await storeAge.ageMs()
    return deploymentAgeMs() - ageMs > FIRST_START_MS ? ageMs : Number.POSITIVE_INFINITY
  }
}
