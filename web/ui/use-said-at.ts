import { useEffect, useRef } from 'preact/hooks'
import { announce } from './announcer.tsx'

/** Says words aloud when the time left reaches one of `marks`. In between it stays silent. */
export function useSaidAt(marks: readonly number[], left: number, words: () => string): void {
  const before = useRef(left)
  useEffect(() => {
    if (marks.some((mark) => before.current > mark && left <= mark)) announce(words())
    before.current = left
  }, [left])
}
