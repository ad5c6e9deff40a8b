import type { PairingId } from '../../../shared/ids.ts'
import { sameText } from '../../secrets/same-text.ts'
import type { PairingSecrets } from './secrets.ts'

type Receipts = Pick<PairingSecrets, 'receiptMacs'>

/** What a receipt with a valid MAC says. */
interface Receipt {
  readonly pairingId: PairingId
  readonly epoch: number
}

/** `pairing.epoch.until.mac`. The MAC is also over the browser that looked. */
export function sealReceipt(secrets: Receipts, receipt: Receipt, browser: string, until: number): string {
  const text = `${receipt.pairingId}.${receipt.epoch}.${until}`
  return `${text}.${secrets.receiptMacs(`${text}.${browser}`)[0]}`
}

const RECEIPT = /^(([A-Za-z0-9_-]{22})\.(\d{1,9})\.(\d{1,16}))\.([A-Za-z0-9_-]{43})$/

/** Reads a receipt. Null unless we made it for this browser. The machine compares `until` with the store's clock. */
export function openReceipt(
  secrets: Receipts,
  text: string,
  browser: string,
): (Receipt & { readonly until: number }) | null {
  const [, sealed, pairingId, epoch, until, mac] = RECEIPT.exec(text) ?? []
  if (!sealed || !mac) return null
  const ours = secrets.receiptMacs(`${sealed}.${browser}`).some((expected) => sameText(expected, mac))
  if (!ours) return null // [P27]
  return { pairingId: pairingId as PairingId, epoch: Number(epoch), until: Number(until) }
}
