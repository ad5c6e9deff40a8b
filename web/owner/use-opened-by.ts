import { useEffect } from 'preact/hooks'

/**
 * Opens something when a link leads to `#name`: from this page, or from another one. `open` is the same function at
 * every rendering.
 */
export function useOpenedBy(name: string, open: () => void): void {
  useEffect(() => {
    const look = () => {
      if (location.hash !== `#${name}`) return
      // The next press of the same link has to change the address again.
      history.replaceState(null, '', location.pathname + location.search)
      open()
    }
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [open])
}
