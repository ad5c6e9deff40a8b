import { setImmediate as turn } from 'node:timers/promises'
import { StoreAway } from '../../errors/store-away.ts'

/** Is told of each piece of work that failed, while the others go on. */
export type Failed = (err: unknown) => void

/**
 * Works on the items one after the other. If one fails, the others still get their turn, also if a statement about it
 * takes too long for PostgreSQL. Throws when the store is away, because then none can be worked on.
 */
export async function oneByOne<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
  failed: Failed,
): Promise<void> {
  for (const item of items) {
    // SQLite blocks the process: between two items, all other work gets its turn.
    await turn()
    try {
      await work(item)
    } catch (err) {
      if (err instanceof StoreAway && !tookTooLong(err)) throw err // [A158]
      failed(err) // [S174]
    }
  }
}

/** PostgreSQL answered, and said that it ended a statement after its time. */
function tookTooLong({ cause }: StoreAway): boolean {
  return (cause as { readonly code?: unknown } | undefined)?.code === '57014'
}

/** For callers that take no failures: the first one ends the work. */
export function orThrow(err: unknown): never {
  throw err
}
