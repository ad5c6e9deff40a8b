/** How many pieces of work wait, of one key and in all. More are not taken. */
const MOST_OF_KEY = 3
const MOST_IN_ALL = 100

/** Does the work when its turn has come. Null if too many wait already, of this key or in all. */
export type OneAtATime = <Done>(key: string, work: () => Promise<Done>) => Promise<{ done: Done } | null>

/**
 * Does one piece of work at a time on this node, in the order in which they came. Hashing takes a thread and memory, and
 * a flood of it must hold neither. Nor may one key, such as a network, take all the places.
 */
export function createOneAtATime(): OneAtATime {
  const held = new Map<string, number>()
  let inAll = 0
  let last: Promise<unknown> = Promise.resolve()

  function change(key: string, by: 1 | -1): void {
    inAll += by
    const count = (held.get(key) ?? 0) + by
    if (count === 0) held.delete(key)
    else held.set(key, count)
  }

  return async (key, work) => {
    if (inAll >= MOST_IN_ALL || (held.get(key) ?? 0) >= MOST_OF_KEY) return null // [B8]
    change(key, 1)
    const turn = last.then(work)
    last = turn.catch(() => {})
    try {
      return { done: await turn }
    } finally {
      change(key, -1)
    }
  }
}
