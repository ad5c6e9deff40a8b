import { setImmediate as turn } from 'node:timers/promises'
import { StoreAway } from '../../ports/store-away.ts'

/** Hears of a piece of work that failed, while the others go on. */
export type Failed = (err: unknown) => void

/**
 * Works on one after the other, each by itself: one that fails keeps no other from its turn. Throws when the store
 * is away, for then none can be worked on.
 */
export async function oneByOne<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
  failed: Failed,
): Promise<void> {
  for (const item of items) {
    // SQLite stops the process: between two, everybody else has his turn.
    await turn()
    try {
      await work(item)
    } catch (err) {
      if (err instanceof StoreAway) throw err
      failed(err) // [S174]
    }
  }
}

/** Where nobody hears of failures, the first one ends it all. */
export function orThrow(err: unknown): never {
  throw err
}
