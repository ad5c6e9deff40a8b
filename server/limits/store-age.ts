/**
 * How long the store of pairings, limits and marks has known us. A young store may have forgotten what an older one
 * knew, so we are more careful for a while. Throws StoreAway.
 */
export interface StoreAge {
  /** Milliseconds since our marker was first set, by the store's clock. The first call sets it. */
  ageMs(): Promise<number>
}
