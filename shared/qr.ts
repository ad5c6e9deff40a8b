import type { PairingId } from './ids.ts'

/** How long each QR code is shown, in milliseconds. The one before it is still accepted. */
export const QR_STEP_MS = 30_000
/** Length of a QR secret in bytes: 128 bit (NIST SP 800-63B-4 section 4.1.2.2 asks for 112). */
export const QR_SECRET_BYTES = 16

/** The number of the secret that is shown at this age of the pairing, in milliseconds by the store's clock. */
export function qrStep(ageMs: number): number {
  return Math.max(0, Math.floor(ageMs / QR_STEP_MS))
}

/** The message under the seed whose HMAC-SHA-256, cut to 16 bytes, is secret number `step`. */
export function qrSecretMessage(step: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`rekey qr ${step}`)
}

/** What a QR code says. */
export interface QrCode {
  readonly pairingId: PairingId
  readonly step: number
  /** 16 bytes, base64url. */
  readonly secret: string
}

/** The fragment behind `/approve#`: a fragment never reaches a server, a log or a Referer. */
export function formatQrFragment(code: QrCode): string {
  return `q=${code.pairingId}.${code.step}.${code.secret}`
}

const FRAGMENT = /(?:^|#)q=([A-Za-z0-9_-]{22})\.(\d{1,6})\.([A-Za-z0-9_-]{22})(?![\w-])/

/**
 * Reads a scanned address or its fragment. Null if it is none of our QR codes. It reads the code correctly even if a
 * chat, a mail program or a redirector has escaped characters in it or added something after it.
 */
export function parseQrFragment(text: string): QrCode | null {
  const match = FRAGMENT.exec(unescaped(text))
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { pairingId: match[1] as PairingId, step: Number(match[2]), secret: match[3] }
}

/** The marks that a code is written with, as an address can escape them. */
const ESCAPED = /%(23|3D|2E|2D|5F)/gi

function unescaped(text: string): string {
  return text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) // [P111]
}
