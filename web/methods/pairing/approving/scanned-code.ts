import { parseQrFragment, type QrCode } from '../../../../shared/qr.ts'

/** `damaged`: the address begins like one of our codes, but was cut or changed on its way. */
export type ScannedCode = QrCode | 'damaged' | null

/** Removes the code from the address, so that it is not in the history or visible in the address bar. */
export function takeScannedCode(): ScannedCode {
  const code = parseQrFragment(location.hash) ?? (/^#q(=|%3D)/i.test(location.hash) ? 'damaged' : null)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return code
}

/** The code that this page was opened with, or null. It is read before anything else runs. */
export const scannedCode = takeScannedCode()
