import {
  base64URLStringToBuffer,
  browserSupportsWebAuthnAutofill,
  bufferToBase64URLString,
  startAuthentication,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import { type Ceremony, runCeremony } from './ceremony-failure.ts'
import { isWindowOpen, openWindow } from './passkey-window.ts'

type Assertion = Asserted['assertion']
type Options = RequestOffer['options']

/** Opens the browser's window that asks for a passkey. Call it first thing in a press. */
export function getPasskey(options: Options): Promise<Ceremony<Assertion>> {
  return openWindow(options.timeout, async () => {
    // No results of extensions. They can contain bytes, which would make another kind of packet on a socket, and end its
    // connection.
    const { id, rawId, type, response, authenticatorAttachment } = await startAuthentication({
      optionsJSON: options,
    })
    return { id, rawId, type, response, ...where(authenticatorAttachment), clientExtensionResults: {} }
  })
}

/**
 * Lets the browser suggest passkeys in a textbox with `autocomplete="username webauthn"`, and waits until one is
 * chosen. Any other ceremony ends it, or keeps it from starting, as does `isWanted`. The answer is then `cancelled`.
 */
export async function getPasskeyByAutofill(
  options: Options,
  isWanted: () => boolean,
): Promise<Ceremony<Assertion>> {
  if (!(await browserSupportsWebAuthnAutofill())) return { ok: false, failure: 'not-supported' }
  // A browser runs one ceremony at a time. Starting this one would end the window.
  if (isWindowOpen() || !isWanted()) return { ok: false, failure: 'cancelled' } // [W50]
  return runCeremony(undefined, () => suggest(options))
}

/** Not by `startAuthentication`, which waits before it starts: a window could open meanwhile, and this would end it. */
async function suggest({ challenge, rpId, userVerification }: Options): Promise<Assertion> {
  const got = await navigator.credentials.get({
    mediation: 'conditional',
    signal: WebAuthnAbortService.createNewAbortSignal(),
    publicKey: {
      challenge: base64URLStringToBuffer(challenge),
      ...(rpId && { rpId }),
      ...(userVerification && { userVerification }),
    },
  })
  const { id, rawId, response, authenticatorAttachment } = got as PublicKeyCredential & {
    readonly response: AuthenticatorAssertionResponse
  }
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return {
    id,
    rawId: bufferToBase64URLString(rawId),
    type: 'public-key',
    response: {
      clientDataJSON: bufferToBase64URLString(clientDataJSON),
      authenticatorData: bufferToBase64URLString(authenticatorData),
      signature: bufferToBase64URLString(signature),
      ...(userHandle && { userHandle: bufferToBase64URLString(userHandle) }),
    },
    ...where(authenticatorAttachment),
    clientExtensionResults: {},
  }
}

/** Where the passkey is, as the browser says. Some don't say it. */
function where(attachment: string | null | undefined): Pick<Assertion, 'authenticatorAttachment'> {
  return attachment === 'cross-platform' || attachment === 'platform'
    ? { authenticatorAttachment: attachment }
    : {}
}

/** Whether it came from somewhere else: from a phone nearby, or a security key. */
export function isFromElsewhere({ authenticatorAttachment }: Assertion): boolean {
  return authenticatorAttachment === 'cross-platform'
}
