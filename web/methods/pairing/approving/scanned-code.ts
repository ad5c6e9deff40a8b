import { parseQrFragment, type QrCode } from '../../../../shared/qr.ts'

/** `damaged`: an address that began as one of ours does, and was cut or changed on its way here. */
export type ScannedCode = QrCode | 'damaged' | null

/** Takes the code out of the address, where no history entry and no glance at the address bar finds it. */
export function takeScannedCode(): ScannedCode {
  const code = parseQrFragment(location.hash) ?? (/^#q(=|%3D)/i.test(location.hash) ? 'damaged' : null)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return code
}

/** The code that this page was opened with, if it was; taken before anything else runs. */
export const scannedCode = takeScannedCode()
