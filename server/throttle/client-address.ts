import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import proxyaddr from 'proxy-addr'
import { isPrivate } from './network.ts'

/** Which proxies to believe: how many in front of us, or the addresses and CIDR ranges they have. */
export type TrustProxy = number | readonly string[]

/** Where a request came from, as far as trusted proxies tell. */
export interface ClientAddress {
  /** IPv4 or IPv6 text without zone. */
  readonly address: string
  /**
   * A proxy that nobody told us to trust stands in front: `address` is its own, and everybody seems to come
   * from there.
   */
  readonly hidden: boolean
}

export type ReadClientAddress = (request: IncomingMessage) => ClientAddress

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const

/**
 * Believes `X-Forwarded-For` only as far as trusted proxies wrote it (read from the right). Text there that
 * is no address counts as the peer that sent it. Throws TypeError when an address cannot be parsed.
 */
export function createClientAddress(
  trustProxy: TrustProxy,
  peerOf: (connection: Socket) => string | undefined = ({ remoteAddress }) => remoteAddress,
): ReadClientAddress {
  const trust = compileTrust(trustProxy)
  return (request) => {
    const { headers } = request
    const remoteAddress = peerOf(request.socket)
    // A connection that was reset has no address any more; whoever asks then must not be thrown at.
    if (remoteAddress === undefined) return { address: '', hidden: false } // [H10]
    const peer = plain(remoteAddress)
    const connection = { remoteAddress }
    const claimed = plain(proxyaddr({ headers, socket: connection, connection } as IncomingMessage, trust))
    const forwards = FORWARDING_HEADERS.some((header) => headers[header] !== undefined)
    return {
      address: isIP(claimed) ? claimed : peer,
      hidden: forwards && isPrivate(peer) && !trust(peer, 0),
    }
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

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`, as RFC 7239, section 6, writes a node. */
function withoutPort(address: string): string {
  const [, inBrackets, before] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(address) ?? []
  return inBrackets ?? before ?? address
}
