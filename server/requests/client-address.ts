import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import proxyaddr from 'proxy-addr'
import { forwardedFor } from './forwarded.ts'
import { isPrivate } from './network.ts'

/** Which proxies to believe: how many in front of us, or the addresses and CIDR ranges they have. */
export type TrustProxy = number | readonly string[]

/** In what proxies tell whom they forward for. */
export type ForwardingHeader = 'x-forwarded-for' | 'forwarded' | 'x-real-ip'

/**
 * Why nobody's address is known: a proxy stands in front that nobody told us to trust; or one that is trusted writes
 * no address into the header that we read, or writes another one, which is named.
 */
export type HiddenBy = 'unnamed' | 'no-address' | ForwardingHeader

/** Where a request came from, as far as trusted proxies tell. */
interface ClientAddress {
  /** IPv4 or IPv6 text without zone. */
  readonly address: string
  /** Not null: `address` is a proxy's own, and everybody seems to come from there. */
  readonly hidden: HiddenBy | null
  /** A page asks through a trusted proxy that writes no such header at all, or as the proxy's own neighbour. */
  readonly untold: boolean
}

export type ReadClientAddress = (request: IncomingMessage) => ClientAddress

/** What is read, and of whom. */
interface AddressSource {
  readonly trustProxy: TrustProxy
  /** No other header is believed: a proxy that writes this one hands the others on as visitors sent them. */
  readonly header: ForwardingHeader
  readonly peerOf?: (connection: Socket) => string | undefined
}

export const FORWARDING_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/**
 * Believes one header, only as far as trusted proxies wrote it (read from the right). Where what they wrote is no
 * address, the peer's counts. Throws TypeError when an address cannot be parsed.
 */
export function createClientAddress(source: AddressSource): ReadClientAddress {
  const { header, peerOf = ({ remoteAddress }) => remoteAddress } = source
  const trust = compileTrust(source.trustProxy)
  return (request) => {
    const { headers } = request
    const remoteAddress = peerOf(request.socket)
    // A connection that was reset has no address any more; whoever asks then must not be thrown at.
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

/** Whether a peer, or who came so many hops before it, is one of the proxies. Throws TypeError as above. */
export function compileTrust(trustProxy: TrustProxy): (address: string, hop: number) => boolean {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy
  return proxyaddr.compile([...trustProxy])
}

/** Without port and zone, and an IPv4 address that came in an IPv6 socket as IPv4. */
export function plain(address: string): string {
  const bare = withoutPort(address).replace(/%.*$/, '')
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare
}

/** Who forwarded for whom, the nearest last, as `X-Forwarded-For` has it. */
function chainOf(header: ForwardingHeader, text: string): string {
  if (header === 'forwarded') return forwardedFor(text)
  // It holds one address; where it came several times, the last is the proxy's.
  return header === 'x-real-ip' ? (text.split(',').at(-1) ?? '') : text
}

/** Machines that ask whether we live come straight, and wish for no WebSocket; a proxy may drop the wish, not its key. */
function isOfPage(headers: IncomingMessage['headers']): boolean {
  return headers.origin !== undefined && headers['sec-websocket-key'] !== undefined
}

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`, as RFC 7239, section 6, writes a node. */
function withoutPort(address: string): string {
  const [, inBrackets, before] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(address) ?? []
  return inBrackets ?? before ?? address
}
