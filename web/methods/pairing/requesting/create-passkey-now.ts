import type { Attested, CreationOffer } from '../../../../shared/api.ts'
import type { Ceremony } from '../../../webauthn/ceremony-failure.ts'

// Started with the page's first script, but not awaited by the first paint.
const windows = import('../../../webauthn/create-passkey.ts')
windows.catch(() => {})

/** Opens the browser's window that creates a passkey; its script is at hand long before it is needed. */
export async function createPasskeyNow(
  options: CreationOffer['options'],
): Promise<Ceremony<Attested['credential']>> {
  const library = await windows.catch(() => null)
  return library ? library.createPasskey(options) : { ok: false, failure: 'failed' }
}
