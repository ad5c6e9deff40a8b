import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { PageDevice } from '../../support/page-device.ts'

/** The options that a page is given, or a failure that names the refusal. */
export async function offeredTo(page: PageDevice): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const offer = await page.registerOptions()
  if (!offer.ok) throw new Error(`No registration was offered: ${offer.error.code}`)
  return offer.options
}
