import { parseCookie, stringifySetCookie } from 'cookie'
import { SESSION_MS } from './lifetime.ts'

/** The browser cookie tells browsers apart and grants nothing. */
const BROWSER_MS = 24 * 60 * 60_000

/** 32 random bytes, base64url. Anything else in a cookie is as good as none. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Our two cookies, read from a `Cookie` header and written as `Set-Cookie` values. */
export interface Cookies {
  readSession(header: string | undefined): string | null
  readBrowser(header: string | undefined): string | null
  writeSession(token: string): string
  writeBrowser(token: string): string
  clearSession(): string
}

/**
 * Under https the names have the `__Host-` prefix, which no subdomain and no plain-http page can set (RFC
 * 6265bis, section 4.1.3.2), and the plain names are never read.
 */
export function createCookies({ secure }: { readonly secure: boolean }): Cookies {
  const sessionName = secure ? '__Host-rekey_session' : 'rekey_session'
  const browserName = secure ? '__Host-rekey_browser' : 'rekey_browser'

  const read = (header: string | undefined, name: string): string | null => {
    const value = parseCookie(header ?? '')[name]
    return value !== undefined && TOKEN.test(value) ? value : null
  }
  const write = (name: string, value: string, sameSite: 'lax' | 'strict', ms: number): string =>
    stringifySetCookie({ name, value, httpOnly: true, secure, sameSite, path: '/', maxAge: ms / 1000 })

  return {
    readSession: (header) => read(header, sessionName),
    readBrowser: (header) => read(header, browserName),
    // Lax: a person who follows a link to us is signed in there; every change is a POST, which Lax withholds.
    writeSession: (token) => write(sessionName, token, 'lax', SESSION_MS),
    writeBrowser: (token) => write(browserName, token, 'strict', BROWSER_MS),
    clearSession: () => write(sessionName, '', 'lax', 0),
  }
}
