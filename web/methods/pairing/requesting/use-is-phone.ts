import { useEffect, useState } from 'preact/hooks'

/** Narrow, or as low as a phone on its side. Its own camera cannot see its own screen. */
const PHONE = matchMedia('(max-width: 40rem), (pointer: coarse) and (max-height: 30rem)')

/** Whether this is a phone, by the size of its screen, or a window as small as one. */
export function useIsPhone(): boolean {
  const [is, setIs] = useState(PHONE.matches)
  useEffect(() => {
    const look = () => setIs(PHONE.matches)
    look()
    PHONE.addEventListener('change', look)
    return () => PHONE.removeEventListener('change', look)
  }, [])
  return is
}
