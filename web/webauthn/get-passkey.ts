import { browserSupportsWebAuthnAutofill, startAuthentication } from '@simplewebauthn/browser'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import { type Ceremony, runCeremony } from './ceremony-failure.ts'

type Assertion = Asserted['assertion']

/**
 * What the server reads, and nothing else. The results of an extension can hold bytes, which would make a packet of
 * another kind on a socket, and end its connection.
 */
function bare({ id, rawId, type, response }: Assertion): Assertion {
  return { id, rawId, type, response, clientExtensionResults: {} }
}

/** Opens the browser's window that asks for a passkey. Call it first thing in a press. */
export function getPasskey(options: RequestOffer['options']): Promise<Ceremony<Assertion>> {
  return runCeremony(options.timeout, async () => bare(await startAuthentication({ optionsJSON: options })))
}

/**
 * Lets the browser offer passkeys in a textbox with `autocomplete="username webauthn"`, and waits until one
 * is chosen. Any other ceremony ends it, which answers `cancelled`.
 */
export async function getPasskeyByAutofill(options: RequestOffer['options']): Promise<Ceremony<Assertion>> {
  if (!(await browserSupportsWebAuthnAutofill())) return { ok: false, failure: 'not-supported' }
  return runCeremony(undefined, async () =>
    bare(await startAuthentication({ optionsJSON: options, useBrowserAutofill: true })),
  )
}
