import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { parseQrFragment } from '../../../../shared/qr.ts'
import { Scanner } from '../../../scanner/scanner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { useTask } from '../../../ui/use-task.ts'
import type { PageError } from '../../../wire/page-error.ts'
import { site } from '../../../wire/site.ts'
import type { ApprovingDevice } from './approving-device.ts'
import { enter as say } from './messages.ts'
import { PinEntry } from './pin-entry.tsx'

interface EnterScreenProps {
  /** Why the last PIN did not work. */
  readonly refused: PageError | null
  readonly device: ApprovingDevice
}

/** No code yet: scan it here, or type the PIN. */
export function EnterScreen({ refused, device }: EnterScreenProps) {
  const [scanning, setScanning] = useState(false)
  const [failed, setFailed] = useState(false)
  const [closed, setClosed] = useState(false)
  const { busy, run } = useTask()
  const place = useRef<HTMLDivElement>(null)
  const close = useCallback(() => {
    setScanning(false)
    setClosed(true)
  }, [])
  // Back to the button that started the scanner.
  useEffect(() => {
    if (closed && !scanning) place.current?.querySelector('button')?.focus()
  }, [closed, scanning])
  const fail = useCallback(() => setFailed(true), [])
  const start = () => {
    setFailed(false)
    setScanning(true)
  }
  const take = (text: string) => {
    const code = text.startsWith(`${site.publicUrl}/approve#`) ? parseQrFragment(text) : null
    if (!code) return false
    close()
    void run(async () => {
      await device.look(code)
      return null
    })
    return true
  }
  return (
    <>
      <Card>
        <div ref={place}>
          {scanning ? (
            <Scanner onFound={take} onFail={fail} onClose={close} />
          ) : (
            <Button wide busy={busy} onPress={start}>
              {busy ? say.checking : say.scan}
            </Button>
          )}
        </div>
      </Card>
      {/* One thing at a time: while the camera looks or its code is checked, no other "Continue" is in the way. */}
      {(failed || !(scanning || busy)) && (
        <Card>
          <PinEntry refused={refused} device={device} />
        </Card>
      )}
    </>
  )
}
