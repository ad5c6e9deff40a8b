import { useEffect, useState } from 'preact/hooks'
import { formatQrFragment } from '../../../../shared/qr.ts'
import { site } from '../../../wire/site.ts'
import type { ReceivedView } from './page-state.ts'
import { deriveQrSecret, qrStepAt } from './qr-secret.ts'

/** The address to show as a QR code. Null while there is none. It changes by itself at each step. */
export function useQrText(received: ReceivedView | null): string | null {
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    const seed = received?.view.codes?.seed
    if (!received || !seed) return setText(null)
    const { pairingId, ageMs } = received.view
    let timer: ReturnType<typeof setTimeout> | undefined
    let current = true
    async function show(given: string, since: number): Promise<void> {
      const { step, changesInMs } = qrStepAt(ageMs + performance.now() - since)
      const secret = await deriveQrSecret(given, step)
      if (!current) return
      setText(`${site.publicUrl}/approve#${formatQrFragment({ pairingId, step, secret })}`)
      timer = setTimeout(() => void show(given, since), changesInMs)
    }
    void show(seed, received.at)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [received])
  return text
}
