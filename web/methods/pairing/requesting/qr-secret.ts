import { QR_SECRET_BYTES, QR_STEP_MS, qrSecretMessage, qrStep } from '../../../../shared/qr.ts'
import { fromBase64url, toBase64url } from '../../../wire/base64url.ts'

/** Secret number `step` of a seed. The server derives it in the same way, so a change needs no message. */
export async function deriveQrSecret(seed: string, step: number): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' } as const
  const key = await crypto.subtle.importKey('raw', fromBase64url(seed), algorithm, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, qrSecretMessage(step))
  return toBase64url(new Uint8Array(mac, 0, QR_SECRET_BYTES))
}

/** Which secret to show at this age of the pairing, and for how long. */
export function qrStepAt(ageMs: number): { readonly step: number; readonly changesInMs: number } {
  const step = qrStep(ageMs)
  return { step, changesInMs: (step + 1) * QR_STEP_MS - ageMs }
}
