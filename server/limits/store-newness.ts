/**
 * When a deployment starts for the first time, store and database are made within this time of each other.
 * Milliseconds.
 */
const FIRST_START_MS = 60_000

/**
 * For how long, in milliseconds, a volatile store of this age has known what it should. Infinity for the store that a
 * deployment started with, which cannot have forgotten anything.
 */
export type StoreNewness = (storeAgeMs: number) => number

/**
 * `deploymentAgeMs`: since the database was made. What happened before the store was made, the store may not know.
 */
export function createStoreNewness(deploymentAgeMs: () => number): StoreNewness {
  return (storeAgeMs) =>
    deploymentAgeMs() - storeAgeMs > FIRST_START_MS ? storeAgeMs : Number.POSITIVE_INFINITY
}
