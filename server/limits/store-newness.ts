/** Both are made within this time of each other when a deployment starts for the first time. */
const FIRST_START_MS = 60_000

/**
 * For how long, in milliseconds, a volatile store of this age has known what it should: Infinity for the one that a
 * deployment began with, which can have forgotten nothing.
 */
export type StoreNewness = (storeAgeMs: number) => number

/** `deploymentAgeMs`: since the database was made; what was there before the store, the store may lack. */
export function createStoreNewness(deploymentAgeMs: () => number): StoreNewness {
  return (storeAgeMs) =>
    deploymentAgeMs() - storeAgeMs > FIRST_START_MS ? storeAgeMs : Number.POSITIVE_INFINITY
}
