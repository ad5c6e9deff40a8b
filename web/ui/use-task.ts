import { useCallback, useState } from 'preact/hooks'
import type { Words } from '../messages/words.ts'

interface Task {
  readonly busy: boolean
  /** Why the last try did not work. */
  readonly words: Words | null
  /** Runs one try, unless one is running. */
  readonly run: (attempt: () => Promise<Words | null>, done?: () => void) => Promise<void>
}

/** One thing that a person can try: whether it is busy, and why it was refused. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<Words | null>(null)
  const run = useCallback(
    async (attempt: () => Promise<Words | null>, done?: () => void) => {
      if (busy) return
      setBusy(true)
      setWords(null)
      const refusal = await attempt()
      setBusy(false)
      if (refusal) setWords(refusal)
      else done?.()
    },
    [busy],
  )
  return { busy, words, run }
}
