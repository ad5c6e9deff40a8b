import type { Careful } from './careful.ts'

/**
 * Repeats something, each time `ms` milliseconds after the last run has ended or failed. Returns a function that
 * stops it.
 */
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
