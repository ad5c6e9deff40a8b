import './done-toast.css'
import { useEffect } from 'preact/hooks'
import { Notice } from './notice.tsx'

/** Long enough to be read twice. The page shows the same. Milliseconds. */
const SHOWN_MS = 8_000

interface DoneToastProps {
  /** Null while nothing was done. */
  readonly done: { readonly sentence: string } | null
  readonly onGone: () => void
}

/** Confirms what was just done, visible wherever the page is scrolled to. */
export function DoneToast({ done, onGone }: DoneToastProps) {
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(onGone, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <div class="done-toast" role="status">
      {done && <Notice tone="good" title={done.sentence} />}
    </div>
  )
}
