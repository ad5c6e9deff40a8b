import { useEffect, useRef, useState } from 'preact/hooks'

/** How many times something has ended that was not going on yet when this was first asked. */
export function useTimes(goesOn: boolean): number {
  const [times, setTimes] = useState(0)
  const known = useRef(goesOn)
  const began = useRef(false)
  useEffect(() => {
    if (known.current === goesOn) return
    known.current = goesOn
    if (began.current && !goesOn) setTimes((before) => before + 1)
    began.current = goesOn
  }, [goesOn])
  return times
}
