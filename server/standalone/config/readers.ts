import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { z } from 'zod'
import type { StartError } from '../../errors/start-error.ts'
import { BUDGETS, type ChosenLimits, type LimitName, THRESHOLDS, threshold } from '../../limits/numbers.ts'
import { type Accent, readAccent } from '../../pages/branding/accent.ts'
import {
  compileTrust,
  FORWARDING_HEADERS,
  type ForwardingHeader,
  type TrustProxy,
} from '../../requests/client-address.ts'
import { parseRedisUrl } from '../../stores/redis/redis-url.ts'
import { postgresAddressProblem } from '../../stores/sql/postgres-address.ts'

type Context = z.RefinementCtx<string>

/** True for a host that browsers treat as secure without https (W3C Secure Contexts, section 3.1). */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

/** Reads an address to listen on: IPv4, IPv6 with or without brackets and zone, or a host name. */
export function ownAddress(value: string, context: Context): string {
  const bare = value.replace(/^\[(.*)\]$/, '$1')
  const isName = /^[a-z0-9]([\w.-]*[a-z0-9])?$/i.test(bare) && !/^[\d.]+$/.test(bare)
  if (isIP(bare) !== 0 || isName) return bare
  context.addIssue('must be an IP address or a host name of this machine, without scheme and port')
  return z.NEVER
}

/** Reads an http(s) address without user and password; https unless on localhost. */
function absoluteUrl(value: string, context: Context): URL {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !/^https?:$/.test(url.protocol)) {
    context.addIssue('must be a whole web address')
    return z.NEVER
  }
  if (url.username || url.password) context.addIssue('must not hold a user or password')
  if (url.protocol === 'http:' && !isLocalhost(url.hostname)) {
    context.addIssue('must begin with https://; http:// is for localhost only')
  }
  return url
}

/** Reads an address that a sign-in may lead to; it also allows everything below its path. */
export function returnAddress(value: string, context: Context): URL {
  const url = absoluteUrl(value, context)
  if (url === z.NEVER) return z.NEVER
  if (url.search || url.hash) context.addIssue('must end with its path: nothing after a ? or # is compared')
  if (url.hostname.includes('*'))
    context.addIssue('must have a host without * in it: name each host separately')
  return url
}

/** Reads an address that is nothing but an origin, and gives it as browsers write it. */
export function webOrigin(value: string, context: Context): string {
  const url = absoluteUrl(value, context)
  if (url === z.NEVER) return z.NEVER
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) {
    context.addIssue('must have a host name: passkeys do not work with IP addresses')
  } else if (!isDomain(url.hostname)) {
    context.addIssue('must have a domain name as its host: letters, digits and -, with single dots between')
  }
  if (url.port === '0') context.addIssue('must have a port from 1 to 65535, or none')
  if (url.pathname !== '/' || url.search || url.hash) {
    context.addIssue('must be scheme, host and port only, without a path')
  }
  return url.origin
}

/** Reads where people get help, a web address or mailto: with an address, and gives it as browsers write it. */
export function supportAddress(value: string, context: Context): string {
  const url = URL.canParse(value) ? new URL(value) : null
  const problem = supportAddressProblem(value, url)
  if (problem) context.addIssue(problem) // [H77]
  // Without this, https:help.example.com would lead to a page of ours.
  return url?.href ?? value // [H84]
}

/** Pages link to it, so code in another scheme, such as javascript:, would run on them. */
function supportAddressProblem(value: string, url: URL | null): string | null {
  if (url?.protocol === 'mailto:') {
    return /^[^\s@,]+@[^\s@,]+$/.test(url.pathname) ? null : 'must name one address after mailto:'
  }
  if (url && /^https?:$/.test(url.protocol)) {
    return url.username || url.password ? 'must not hold a user or password' : null
  }
  return /^[^\s:/@]+@[^\s:/@]+$/.test(value)
    ? 'must begin with mailto: if it is an e-mail address'
    : 'must be a whole web address, or begin with mailto:'
}

/** Reads the colour of buttons and links, which must be easy to read. */
export function accentColour(value: string, context: Context): Accent {
  const accent = readAccent(value)
  if (!('problem' in accent)) return accent
  context.addIssue(accent.problem)
  return z.NEVER
}

/** Reads the name of a header that proxies write, in upper or lower case. */
export function forwardingHeader(value: string, context: Context): ForwardingHeader {
  const header = FORWARDING_HEADERS.find((name) => name === value.toLowerCase())
  if (header) return header
  context.addIssue(`must be one of ${FORWARDING_HEADERS.join(', ')}`)
  return z.NEVER
}

/** Reads a hop count or a list of addresses and CIDR ranges. */
export function proxies(value: string, context: Context): TrustProxy {
  if (/^\d{1,2}$/.test(value)) return Number(value)
  const list = value.split(',').map((part) => part.trim())
  if (list.some((entry) => /^(0x[\da-f]+|\d+)(\/|$)/i.test(entry))) {
    context.addIssue('must be a number of proxies up to 99, or whole addresses and CIDR ranges')
    return list
  }
  if (list.some((entry) => /\/0+$/.test(entry))) {
    context.addIssue(
      'must not trust every address, or visitors could choose theirs: give the number of proxies',
    )
    return list
  }
  try {
    compileTrust(list)
  } catch {
    context.addIssue('must be a number of proxies, or addresses and CIDR ranges with commas between')
  }
  return list
}

/** Reads a domain, in upper or lower case and in any script, and gives it as browsers write it. */
export function domain(value: string, context: Context): string {
  const name = domainToASCII(value)
  if (isDomain(name)) return name
  context.addIssue('must be a domain name alone, without scheme and port, and with no dot at its ends')
  return z.NEVER
}

/** Whether this is a domain name, as a relying party id has to be: no scheme, no port, no IP address. */
function isDomain(value: string): boolean {
  return isIP(value) === 0 && /^[a-z0-9][a-z0-9-]{0,62}(\.[a-z0-9][a-z0-9-]{0,62})*$/.test(value)
}

/** Reads the address of a PostgreSQL server. */
export function postgresUrl(value: string, context: Context): string {
  const problem = postgresAddressProblem(value)
  if (problem) context.addIssue(problem) // [S186]
  return value
}

/** Reads the address of Redis, in one of its forms. */
export function redisUrl(value: string, context: Context): string {
  try {
    parseRedisUrl(value)
  } catch (error) {
    context.addIssue((error as StartError).message.replace(/^REDIS_URL /, ''))
  }
  return value
}

const CHOOSABLE: Readonly<Record<string, { readonly floor: number; readonly ceiling: number }>> = {
  ...BUDGETS,
  ...THRESHOLDS,
}

/** Reads `name=number` pairs, with each number between its floor and its ceiling. */
export function limits(value: string, context: Context): ChosenLimits {
  const chosen: Partial<Record<LimitName, number>> = {}
  for (const [place, pair] of value.split(',').entries()) {
    const [, name = '', digits = ''] = /^\s*([a-z-]+)\s*=\s*(\d{1,9})\s*$/.exec(pair) ?? []
    const range = Object.hasOwn(CHOOSABLE, name) ? CHOOSABLE[name] : undefined
    const number = Number(digits)
    if (!range)
      context.addIssue(
        `must be name=number with a name from docs/spec/limits.md, and entry ${place + 1} is not`,
      )
    else if (Object.hasOwn(chosen, name)) context.addIssue(`must set ${name} once`)
    else if (number < range.floor || number > range.ceiling) {
      context.addIssue(`must set ${name} from ${range.floor} to ${range.ceiling}`)
    } else chosen[name as LimitName] = number
  }
  // Otherwise a network that holds one page would find the deployment full.
  if (threshold('live-reserved', chosen) >= threshold('live-per-deployment', chosen)) {
    context.addIssue('must keep live-reserved below live-per-deployment')
  }
  return chosen
}
