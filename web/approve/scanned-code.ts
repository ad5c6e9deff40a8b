import { parseQrFragment, type QrCode } from '../../shared/qr.ts'

/** The code that this page was opened with, if it was. */
export const scannedCode: QrCode | null = parseQrFragment(location.hash)

// Before anything else runs: no history entry, screenshot of the address bar or extension finds the code.
if (location.hash) history.replaceState(null, '', location.pathname)
