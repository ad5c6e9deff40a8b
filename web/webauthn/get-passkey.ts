import { browserSupportsWebAuthnAutofill, startAuthentication } from '@simplewebauthn/browser'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import { type Ceremony, runCeremony } from './ceremony-failure.ts'

type Assertion = Asserted['assertion']

/**
 * Only what the server reads. The results of an extension can contain bytes, which would make another kind of packet
 * on a socket, and end its connection.
 */
function bare({ id, rawId, type, response }: Assertion): Assertion {
  return { id, rawId, type, response, clientExtensionResults: {} }
}

/** Opens the browser's window that asks for a passkey. Call it first thing in a press. */
export function getPasskey(options: RequestOffer['options']): Promise<Ceremony<Assertion>> {
  return runCeremony(options.timeout, async () => bare(await startAuthentication({ optionsJSON: options })))
}

/**
 * Lets the browser suggest passkeys in a textbox with `autocomplete="username webauthn"`, and waits until one is
 * chosen. Any other ceremony ends it, with the answer `cancelled`.
 */
export async function getPasskeyByAutofill(options: RequestOffer['options']): Promise<Ceremony<Assertion>> {
  if (!(await browserSupportsWebAuthnAutofill())) return { ok: false, failure: 'not-supported' }
  return runCeremony(undefined, async () =>
    bare(await startAuthentication({ optionsJSON: options, useBrowserAutofill: true })),
  )
}
