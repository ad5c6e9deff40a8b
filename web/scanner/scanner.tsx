import './scanner.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { scanner as say } from './messages.ts'
import { useScan } from './use-scan.ts'

const SLOW_AFTER_MS = 12_000

interface ScannerProps {
  /** Takes a text that was read. Returns false if it is none of our codes. */
  readonly onFound: (text: string) => boolean
  /** There is no camera. The reason is shown here. */
  readonly onFail: () => void
  readonly onClose: () => void
}

/** The camera picture and what to do with it. Render it only in a press. It stops the camera when it is removed. */
export function Scanner({ onFound, onFail, onClose }: ScannerProps) {
  const [foreign, setForeign] = useState(false)
  const [slow, setSlow] = useState(false)
  const [light, setLight] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const { video, camera, failure } = useScan((text) => setForeign(!onFound(text)))
  useClosedWhenHidden(onClose)
  useEffect(() => {
    if (failure) onFail()
  }, [failure, onFail])
  useEffect(() => {
    heading.current?.focus()
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const switchLight = async () => {
    await camera?.setLight?.(!light).then(
      () => setLight(!light),
      () => {},
    )
  }
  const hint = foreign ? say.foreign : !camera ? say.starting : slow ? say.slow : say.looking
  return (
    <section class="scanner" aria-labelledby="scanner-title">
      <h2 id="scanner-title" ref={heading} tabIndex={-1}>
        {say.title}
      </h2>
      {failure ? (
        <Refusal words={failure} />
      ) : (
        <>
          <video ref={video} class="scanner-picture" aria-label={say.picture} muted playsInline />
          <p class={foreign ? 'scanner-foreign' : undefined} role="status">
            {hint}
          </p>
        </>
      )}
      <div class="button-row">
        <Button kind="secondary" onPress={onClose}>
          {failure ? say.close : say.stop}
        </Button>
        {camera?.setLight && (
          <Button kind="secondary" onPress={() => void switchLight()}>
            {say.light}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Whether the page is hidden: then the camera must stop. */
function useClosedWhenHidden(onClose: () => void): void {
  useEffect(() => {
    const close = () => document.hidden && onClose()
    document.addEventListener('visibilitychange', close)
    addEventListener('pagehide', onClose)
    return () => {
      document.removeEventListener('visibilitychange', close)
      removeEventListener('pagehide', onClose)
    }
  }, [onClose])
}
