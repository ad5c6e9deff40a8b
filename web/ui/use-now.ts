import { useEffect, useState } from 'preact/hooks'

/**
 * This device's time, updated every `everyMs`. It is read again in every render: with an answer that has just
 * arrived, the time of the last tick would be too early, and would show more time than there is.
 */
export function useNow(everyMs: number): number {
  const [, setTicks] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return Date.now()
}
