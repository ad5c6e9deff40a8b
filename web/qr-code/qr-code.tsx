import './qr-code.css'
import { useEffect, useRef, useState } from 'preact/hooks'

// Loading starts with the page's first script, but the first paint does not wait for it.
const painting = import('./paint-qr-code.ts')

interface QrCodeProps {
  /** Null while there is nothing to show. Its place is kept. */
  readonly text: string | null
  readonly name: string
  /** Shown in its place until it is there. */
  readonly instead: string
}

/** A QR code: dark on light in both themes, since many scanners read nothing else. */
export function QrCode({ text, name, instead }: QrCodeProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    if (text === null) return setPainted(false)
    let current = true
    painting.then(
      ({ paintQrCode }) => {
        if (!current || !canvas.current) return
        paintQrCode(canvas.current, text)
        setPainted(true)
      },
      // The script could not be loaded. The page's other way, the PIN, still works.
      () => setPainted(false),
    )
    return () => {
      current = false
    }
  }, [text])
  return (
    <>
      <canvas ref={canvas} class="qr-code" role="img" aria-label={name} hidden={!painted} />
      {!painted && <div class="qr-code qr-code-empty">{instead}</div>}
    </>
  )
}
