/**
 * How long the store behind pairings, limits and marks has known us. A young store may have forgotten what
 * an older one knew, so it is met with more care for a while. Throws StoreAway.
 */
export interface StoreAge {
  /** Milliseconds since our marker was first set, by the store's clock; asking sets it. */
  ageMs(): Promise<number>
}
