import { useEffect, useState } from 'preact/hooks'

/**
 * Milliseconds until `until`, rounded up to whole minutes, and to seconds in the last one. 0 when it is over. A
 * component that uses it is rendered only when that changes.
 */
export function useRoughLeft(until: number | null): number | null {
  const [left, setLeft] = useState(() => roughLeft(until))
  useEffect(() => {
    const look = () => setLeft(roughLeft(until))
    look()
    if (until === null) return
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [until])
  return left
}

function roughLeft(until: number | null): number | null {
  if (until === null) return null
  const left = Math.max(0, until - Date.now())
  const unit = left > 60_000 ? 60_000 : 1_000
  return Math.ceil(left / unit) * unit
}
