import { isIP } from 'node:net'

/** A mail server, as SMTP_URL names it. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. Otherwise the connection is upgraded. */
  readonly tls: boolean
  /** Whether it may stay without TLS: only within this machine. */
  readonly mayBePlain: boolean
  /** Null: the server asks for none. */
  readonly login: { readonly user: string; readonly pass: string } | null
}

const FORM = 'must be smtp://USER:PASSWORD@HOST:PORT, or smtps:// for TLS from the first byte'

/** Reads SMTP_URL. `problem` continues the sentence "SMTP_URL ..." and repeats nothing of it. */
export function readSmtpUrl(value: string): SmtpServer | { readonly problem: string } {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !/^smtps?:$/.test(url.protocol)) {
    return {
      problem: `${FORM}; characters such as @ / : # % in user and password are written as %40 and so on`,
    }
  }
  // The library would read options from there, such as one that prints the password, or one that trusts any certificate.
  if (url.search || url.hash || !/^\/?$/.test(url.pathname)) {
    return { problem: `${FORM}, with nothing after the port` } // [M2]
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '') return { problem: `${FORM}, and names no host` }
  if ((url.username === '') !== (url.password === '')) {
    return { problem: 'must hold both a user and a password, or neither' }
  }
  const user = decoded(url.username)
  const pass = decoded(url.password)
  if (user === null || pass === null) {
    return {
      problem: 'has a % in its user or password that is not followed by two hex digits: write it as %25',
    }
  }
  const tls = url.protocol === 'smtps:'
  const usual = tls ? 465 : user === '' ? 25 : 587
  return {
    host,
    port: url.port === '' ? usual : Number(url.port),
    tls,
    mayBePlain: isThisMachine(host),
    login: user === '' ? null : { user, pass },
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
