import { site } from '../wire/site.ts'

/** What a page cannot work without, in the order in which it is checked. `storage`: only what may take days. */
export type Need = 'secure-address' | 'own-address' | 'passkeys' | 'cookies' | 'storage'

/**
 * What is missing in this browser at this address, and would only be noticed at the end of the flow. Null if all is
 * there.
 */
export function missingNeed(): Need | null {
  // WebCrypto and passkeys are not available if the address is not https.
  if (!isSecureContext) return 'secure-address'
  // The server only answers pages of its own address.
  if (location.origin !== new URL(site.publicUrl).origin) return 'own-address'
  return missingFromBrowser()
}

/** The same without the address, for pages that other origins of the site may also open. */
export function missingFromBrowser(): Need | null {
  if (!isSecureContext) return 'secure-address'
  // In-app browsers often have none, and do not say so anywhere.
  if (!globalThis.PublicKeyCredential) return 'passkeys'
  return keepsCookies() ? null : 'cookies'
}

/** Tries it, because some browsers only say that they keep cookies. */
function keepsCookies(): boolean {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that have passkeys.
    document.cookie = 'rekey-try=1; path=/; samesite=strict'
    const kept = document.cookie.includes('rekey-try=1')
    // biome-ignore lint/suspicious/noDocumentCookie: as above.
    document.cookie = 'rekey-try=; path=/; samesite=strict; max-age=0'
    return kept && navigator.cookieEnabled
  } catch {
    return false
  }
}

/** Whether a reload of this tab loses everything that it kept. */
export function forgetsAtReload(): boolean {
  try {
    sessionStorage.setItem('rekey.try', '1')
    sessionStorage.removeItem('rekey.try')
    return false
  } catch {
    return true
  }
}
