import { startRegistration } from '@simplewebauthn/browser'
import { type Attested, type CreationOffer, LONGEST_ATTESTATION } from '../../shared/api.ts'
import type { Ceremony } from './ceremony-failure.ts'
import { openWindow } from './passkey-window.ts'

/** Opens the browser's window that creates a passkey. Call it first thing in a press. */
export async function createPasskey(
  options: CreationOffer['options'],
): Promise<Ceremony<Attested['credential']>> {
  const created = await openWindow(options.timeout, () => startRegistration({ optionsJSON: options }))
  if (!created.ok) return created
  const { attestationObject } = created.credential.response
  // The server would refuse it, if it could read it at all: a message that is too long ends the connection.
  return attestationObject.length > LONGEST_ATTESTATION ? { ok: false, failure: 'attested' } : created
}
