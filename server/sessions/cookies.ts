import { parseCookie, stringifySetCookie } from 'cookie'
import { SESSION_MS } from './lifetime.ts'

/** How long the browser cookie lasts, in milliseconds. It tells browsers apart and grants nothing. */
const BROWSER_MS = 24 * 60 * 60_000

/** How long a browser counts as known after a sign-in, in milliseconds. Browsers keep no cookie longer than 400 days. */
const KNOWN_MS = 365 * 24 * 60 * 60_000

/** How long a browser keeps which mailed link it opened, in milliseconds. The database judges how long that counts. */
const READ_MS = 24 * 60 * 60_000

/** 32 bytes, base64url. A cookie with anything else counts as none. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Reads our cookies from a `Cookie` header (null if there is none), and writes `Set-Cookie` values. */
export interface Cookies {
  readSession(header: string | undefined): string | null
  readBrowser(header: string | undefined): string | null
  /** See KnownBrowsers. */
  readKnown(header: string | undefined): string | null
  /** What is kept of the secret of a mailed link; see MailedCodes. */
  readRead(header: string | undefined): string | null
  writeSession(token: string): string
  writeBrowser(token: string): string
  writeKnown(token: string): string
  writeRead(linkHash: string): string
  clearSession(): string
}

/**
 * Under https, the names have the prefix `__Host-`, so that no subdomain and no page without TLS can set them (RFC
 * 6265bis, section 4.1.3.2). Names without the prefix are then never read.
 */
export function createCookies({ secure }: { readonly secure: boolean }): Cookies {
  const sessionName = secure ? '__Host-rekey_session' : 'rekey_session'
  const browserName = secure ? '__Host-rekey_browser' : 'rekey_browser'
  const knownName = secure ? '__Host-rekey_known' : 'rekey_known'
  const readName = secure ? '__Host-rekey_read' : 'rekey_read'

  const read = (header: string | undefined, name: string): string | null => {
    const value = parseCookie(header ?? '')[name]
    return value !== undefined && TOKEN.test(value) ? value : null
  }
  const write = (name: string, value: string, sameSite: 'lax' | 'strict', ms: number): string =>
    stringifySetCookie({ name, value, httpOnly: true, secure, sameSite, path: '/', maxAge: ms / 1000 })

  return {
    readSession: (header) => read(header, sessionName),
    readBrowser: (header) => read(header, browserName),
    readKnown: (header) => read(header, knownName),
    readRead: (header) => read(header, readName),
    // Lax, so that people who follow a link to us are signed in. Every change is a POST, with which Lax sends no
    // cookie from other sites.
    writeSession: (token) => write(sessionName, token, 'lax', SESSION_MS),
    writeBrowser: (token) => write(browserName, token, 'strict', BROWSER_MS),
    writeKnown: (token) => write(knownName, token, 'strict', KNOWN_MS),
    writeRead: (linkHash) => write(readName, linkHash, 'strict', READ_MS),
    clearSession: () => write(sessionName, '', 'lax', 0),
  }
}
