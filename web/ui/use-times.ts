import { useEffect, useRef, useState } from 'preact/hooks'

/** How many times something that was going on has ended. */
export function useTimes(goesOn: boolean): number {
  const [times, setTimes] = useState(0)
  const before = useRef(goesOn)
  useEffect(() => {
    if (before.current && !goesOn) setTimes((known) => known + 1)
    before.current = goesOn
  }, [goesOn])
  return times
}
