/** Resolves when it is the caller's turn, with a function that ends that turn. */
export type TakeTurn = () => Promise<() => void>

/** Gives turns one after the other, in the order in which callers came. */
export function createTurns(): TakeTurn {
  let last: Promise<void> = Promise.resolve()
  return () => {
    const before = last
    return new Promise((begin) => {
      last = new Promise((end) => {
        void before.then(() => begin(end))
      })
    })
  }
}
