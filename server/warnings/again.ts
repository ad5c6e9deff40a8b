import type { Careful } from './careful.ts'

/** Does something over and over, each time `ms` after the last has ended, however it ended. Returns how to stop. */
export function again(careful: Careful, ms: number, what: string, work: () => unknown): () => void {
  let stopped = false
  let timer: NodeJS.Timeout
  const next = () => {
    if (!stopped) timer = setTimeout(turn, ms)
  }
  const turn = careful(
    what,
    async () => {
      await work()
      next()
    },
    next,
  )
  next()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
