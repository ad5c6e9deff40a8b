import { startRegistration, WebAuthnAbortService } from '@simplewebauthn/browser'
import type { Attested, CreationOffer } from '../../shared/api.ts'
import { runCeremony } from './ceremony-failure.ts'

/** How long a browser may take to end what is stopped, in milliseconds. Some software in its place never does. */
const ENDS_WITHIN_MS = 1_000

/**
 * Lets the browser make a passkey without a window, as some do where a saved password was just used. Null if it can't,
 * or doesn't. It may take as long as the options allow; once `stop` is aborted, it soon ends, and gives null.
 */
export async function createSilently(
  options: CreationOffer['options'],
  stop: AbortSignal,
): Promise<Attested['credential'] | null> {
  if (!(await hasSilentCreation()) || stop.aborted) return null // [W51]
  const stopped = new Promise<null>((resolve) => {
    const end = () => {
      WebAuthnAbortService.cancelCeremony()
      setTimeout(resolve, ENDS_WITHIN_MS, null)
    }
    stop.addEventListener('abort', end) // [W53]
  })
  const made = runCeremony(options.timeout, () =>
    startRegistration({ optionsJSON: options, useAutoRegister: true }),
  )
  const ended = await Promise.race([made, stopped])
  return ended?.ok && !stop.aborted ? ended.credential : null // [W53]
}

async function hasSilentCreation(): Promise<boolean> {
  try {
    const { conditionalCreate = false } = await PublicKeyCredential.getClientCapabilities()
    return conditionalCreate
  } catch {
    return false
  }
}
