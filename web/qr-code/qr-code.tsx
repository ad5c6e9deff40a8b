import './qr-code.css'
import { useEffect, useState } from 'preact/hooks'
import type { QrPath } from './qr-path.ts'

/** Modules of light around the code that scanners need. */
const QUIET = 4

// Started with the page's first script, but not awaited by the first paint.
const drawing = import('./qr-path.ts')

interface QrCodeProps {
  /** Null while there is nothing to show yet; the place is kept. */
  readonly text: string | null
  readonly name: string
  readonly busyText: string
}

/** A QR code: dark on light in both themes, since many scanners read nothing else. */
export function QrCode({ text, name, busyText }: QrCodeProps) {
  const path = useQrPath(text)
  if (!path) return <div class="qr-code qr-code-empty">{busyText}</div>
  const side = path.size + 2 * QUIET
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={name}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path d={path.d} />
    </svg>
  )
}

function useQrPath(text: string | null): QrPath | null {
  const [path, setPath] = useState<QrPath | null>(null)
  useEffect(() => {
    if (text === null) return setPath(null)
    let current = true
    drawing.then(
      ({ drawQrPath }) => current && setPath(drawQrPath(text)),
      // The script did not come. The page's other way, the PIN, still works.
      () => setPath(null),
    )
    return () => {
      current = false
    }
  }, [text])
  return path
}
