import { parseQrFragment, type QrCode } from '../../shared/qr.ts'

/** Takes the code out of the address, where no history entry and no glance at the address bar finds it. */
export function takeScannedCode(): QrCode | null {
  const code = parseQrFragment(location.hash)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return code
}

/** The code that this page was opened with, if it was; taken before anything else runs. */
export const scannedCode = takeScannedCode()
