import { site } from '../wire/site.ts'

/** What a page cannot do without, in the order in which it is looked for. */
export type Need = 'secure-address' | 'own-address' | 'passkeys' | 'cookies'

/** What this browser lacks at this address, and the flow would only notice at its end; null when all is there. */
export function missingNeed(): Need | null {
  // WebCrypto and passkeys are missing where the address is not https.
  if (!isSecureContext) return 'secure-address'
  // The server speaks to pages of its own address alone.
  if (location.origin !== new URL(site.publicUrl).origin) return 'own-address'
  return missingFromBrowser()
}

/** The same without the address, for pages that other origins of the site may open too. */
export function missingFromBrowser(): Need | null {
  if (!isSecureContext) return 'secure-address'
  // In-app browsers often have none, and say so nowhere.
  if (!globalThis.PublicKeyCredential) return 'passkeys'
  return keepsCookies() ? null : 'cookies'
}

/** Asks by trying, for some browsers only say that they keep cookies. */
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

/** True where a reload of this tab finds nothing of what it kept. */
export function forgetsAtReload(): boolean {
  try {
    sessionStorage.setItem('rekey.try', '1')
    sessionStorage.removeItem('rekey.try')
    return false
  } catch {
    return true
  }
}
