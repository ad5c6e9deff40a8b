import { useEffect, useState } from 'preact/hooks'

/** True once the page was visible for `ms` without a break. It starts again when `what` changes. */
export function useSeenFor(ms: number, what: unknown): boolean {
  const [seen, setSeen] = useState<unknown>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.hidden) setSeen(null)
      else timer = setTimeout(() => setSeen(what), ms)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [ms, what])
  return seen === what
}
