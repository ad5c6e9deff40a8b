import { site } from '../wire/site.ts'

const KEY = 'rekey.sign-in.never-here'

/**
 * Whether to ask for a passkey on this device: it could make one, nobody said "never" in this browser, and this is the
 * origin where passkeys are made.
 */
export async function mayAskHere(): Promise<boolean> {
  if (location.origin !== new URL(site.publicUrl).origin || saidNever()) return false
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()
  } catch {
    return false
  }
}

/** Remembers the answer "never" in this browser. */
export function neverAskHere(): void {
  try {
    localStorage.setItem(KEY, 'yes')
  } catch {
    // No storage: then the next sign-in asks again.
  }
}

function saidNever(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}
