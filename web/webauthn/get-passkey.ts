import { browserSupportsWebAuthnAutofill, startAuthentication } from '@simplewebauthn/browser'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import { type Ceremony, runCeremony } from './ceremony-failure.ts'

/** Opens the browser's window that asks for a passkey. Call it first thing in a press. */
export function getPasskey(options: RequestOffer['options']): Promise<Ceremony<Asserted['assertion']>> {
  return runCeremony(options.timeout, () => startAuthentication({ optionsJSON: options }))
}

/**
 * Lets the browser offer passkeys in a textbox with `autocomplete="username webauthn"`, and waits until one
 * is chosen. Any other ceremony ends it, which answers `cancelled`.
 */
export async function getPasskeyByAutofill(
  options: RequestOffer['options'],
): Promise<Ceremony<Asserted['assertion']>> {
  if (!(await browserSupportsWebAuthnAutofill())) return { ok: false, failure: 'not-supported' }
  return runCeremony(undefined, () => startAuthentication({ optionsJSON: options, useBrowserAutofill: true }))
}
