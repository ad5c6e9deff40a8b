import { useEffect, useState } from 'preact/hooks'
import { stillAway } from '../messages/link.ts'
import type { Words } from '../messages/words.ts'
import { Notice } from './notice.tsx'

/** After this time "in a moment" is no longer true. Milliseconds. */
const LONG_MS = 30_000

interface LinkNoticeProps {
  readonly words: Words | null | undefined
  /** Said once it has lasted. */
  readonly lasting?: Words
}

/** Says what is wrong with the connection to the server while something is, and something else if that lasts. */
export function LinkNotice({ words, lasting = stillAway }: LinkNoticeProps) {
  const down = Boolean(words)
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (!down) return
    const timer = setTimeout(() => setLong(true), LONG_MS)
    return () => clearTimeout(timer)
  }, [down])
  if (!words) return null
  return (
    <Notice tone="warn" live="status" title={long ? lasting.sentence : words.sentence}>
      <p>{long ? lasting.next : words.next}</p>
    </Notice>
  )
}
