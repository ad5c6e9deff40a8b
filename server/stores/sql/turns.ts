/** Resolves when it is the caller's turn; what it resolves with ends that turn. */
export type TakeTurn = () => Promise<() => void>

/** One after the other, in the order in which they came. */
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
