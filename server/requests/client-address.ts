import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import proxyaddr from 'proxy-addr'
import { forwardedFor } from './forwarded.ts'
import { isPrivate } from './network.ts'

/** The proxies that are trusted: how many there are in front of us, or their addresses and CIDR ranges. */
export type TrustProxy = number | readonly string[]

/** The header in which proxies report the address of a visitor. */
export type ForwardingHeader = 'x-forwarded-for' | 'forwarded' | 'x-real-ip'

/**
 * Why the visitor's address is not known. `unnamed`: there is a proxy in front that we were not told to trust.
 * `no-address`: a trusted proxy wrote no address into the header that we read. A header: a trusted proxy wrote that
 * one instead.
 */
export type HiddenBy = 'unnamed' | 'no-address' | ForwardingHeader

/** Where a request came from, as far as trusted proxies say. */
interface ClientAddress {
  /** An IPv4 or IPv6 address as text, without zone. */
  readonly address: string
  /** If it is not null, `address` is that of a proxy, and all its visitors seem to come from there. */
  readonly hidden: HiddenBy | null
  /** True if a page's request came from a trusted proxy's address without any such header. */
  readonly untold: boolean
}

export type ReadClientAddress = (request: IncomingMessage) => ClientAddress

/** Which header is read, and from which proxies. */
interface AddressSource {
  readonly trustProxy: TrustProxy
  /** No other header is believed, because a proxy passes the others on as visitors sent them. */
  readonly header: ForwardingHeader
  readonly peerOf?: (connection: Socket) => string | undefined
}

export const FORWARDING_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/**
 * Makes a function that reads the visitor's address. It believes one header, and only the part that trusted proxies
 * wrote, from the right. If that has no address, the address of the connection counts. Throws TypeError if an
 * address in `trustProxy` cannot be parsed.
 */
export function createClientAddress(source: AddressSource): ReadClientAddress {
  const { header, peerOf = ({ remoteAddress }) => remoteAddress } = source
  const trust = compileTrust(source.trustProxy)
  return (request) => {
    const { headers } = request
    const remoteAddress = peerOf(request.socket)
    // A connection that was reset has no address any more. Reading it must not throw.
    if (remoteAddress === undefined) return { address: '', hidden: null, untold: false } // [H10]
    const peer = plain(remoteAddress)
    const written = FORWARDING_HEADERS.filter((name) => headers[name] !== undefined)
    const itself = { address: peer, hidden: null, untold: false }
    if (!trust(peer, 0))
      return { ...itself, hidden: written.length > 0 && isPrivate(peer) ? 'unnamed' : null }
    const [other] = written
    if (other === undefined) return { ...itself, untold: isOfPage(headers) }
    if (!written.includes(header)) return { ...itself, hidden: other } // [H63]
    const told = chainOf(header, String(headers[header]))
    const connection = { remoteAddress }
    const chain = { headers: { 'x-forwarded-for': told }, socket: connection, connection }
    const claimed = plain(proxyaddr(chain as unknown as IncomingMessage, trust))
    if (told.trim() === '' || !isIP(claimed)) return { ...itself, hidden: 'no-address' } // [H64]
    return { ...itself, address: claimed }
  }
}

/**
 * Makes a function that says whether an address is that of a trusted proxy. `hop` counts from the connection, which
 * is 0. Throws TypeError if an address in `trustProxy` cannot be parsed.
 */
export function compileTrust(trustProxy: TrustProxy): (address: string, hop: number) => boolean {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy
  return proxyaddr.compile([...trustProxy])
}

/** An address without port and zone. An IPv4 address inside an IPv6 one becomes IPv4. */
export function plain(address: string): string {
  const bare = withoutPort(address).replace(/%.*$/, '')
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare
}

/** The addresses in a header in the form of `X-Forwarded-For`, the nearest last. */
function chainOf(header: ForwardingHeader, text: string): string {
  if (header === 'forwarded') return forwardedFor(text)
  // It has one address. If it came several times, the proxy wrote the last one.
  return header === 'x-real-ip' ? (text.split(',').at(-1) ?? '') : text
}

/**
 * Whether a page sent this request. Health checks come without these headers. A proxy may drop `Upgrade`, but not
 * the key of a WebSocket.
 */
function isOfPage(headers: IncomingMessage['headers']): boolean {
  return headers.origin !== undefined && headers['sec-websocket-key'] !== undefined
}

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`, as in RFC 7239, section 6. */
function withoutPort(address: string): string {
  const [, inBrackets, before] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(address) ?? []
  return inBrackets ?? before ?? address
}
