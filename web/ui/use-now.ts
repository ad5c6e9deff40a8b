import { useEffect, useState } from 'preact/hooks'

/**
 * This device's time, renewed every `everyMs`. It is read anew in every render: beside an answer that has just
 * come, the time of the last tick would be in its past, and show more time than there is.
 */
export function useNow(everyMs: number): number {
  const [, setTicks] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return Date.now()
}
