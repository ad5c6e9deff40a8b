import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CaseQueue } from '../../shared/assisted.ts'
import { post } from '../wire/http.ts'
import { type CaseReader, readCases } from './case-reader.ts'

/** A case that somebody opened just now is there before they have read its number out. Milliseconds. */
const LOOK_MS = 5_000

interface Cases {
  /** Null before they were read. */
  readonly queue: CaseQueue | null
  /** The last look did not work. */
  readonly away: boolean
  /** Reads them at once. */
  readonly look: () => Promise<void>
}

/** The queue, or the case with a number, read again and again while somebody can see it. */
export function useCases(number: string | null): Cases {
  const [queue, setQueue] = useState<CaseQueue | null>(null)
  const [away, setAway] = useState(false)
  const reader = useRef<CaseReader | null>(null)
  const look = useCallback(async () => reader.current?.look(), [])
  useEffect(() => {
    setQueue(null)
    const reading = readCases(
      () => post('/api/cases/list', { number }),
      (answer) => {
        setAway(!answer.ok)
        if (answer.ok) setQueue(answer.body)
      },
    )
    reader.current = reading
    void reading.look()
    const timer = setInterval(() => document.hidden || void reading.look(), LOOK_MS)
    return () => {
      clearInterval(timer)
      reading.stop()
    }
  }, [number])
  return { queue, away, look }
}
