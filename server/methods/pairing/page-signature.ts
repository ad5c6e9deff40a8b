import type { KeyObject } from 'node:crypto'
import { pageSignatureMessage, type SignatureFacts } from '../../../shared/page-signature.ts'
import { isSignedBy } from '../../requests/page-key.ts'

/** Whether the page key made this signature over these facts. */
export function verifyPageSignature(
  key: KeyObject | null,
  facts: SignatureFacts,
  signature: string,
): boolean {
  return isSignedBy(key, pageSignatureMessage(facts), signature)
}
