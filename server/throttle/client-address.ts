import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyaddr from 'proxy-addr'

/** Which proxies to believe: how many in front of us, or the addresses and CIDR ranges they have. */
export type TrustProxy = number | readonly string[]

/** Reads the address that a request came from, IPv4 or IPv6 text without zone, for HTTP and sockets alike. */
export type ClientAddress = (request: IncomingMessage) => string

/**
 * Believes `X-Forwarded-For` only as far as trusted proxies wrote it (read from the right). Text there that
 * is no address counts as the peer that sent it. Throws TypeError when an address cannot be parsed.
 */
export function createClientAddress(trustProxy: TrustProxy): ClientAddress {
  const trust =
    typeof trustProxy === 'number'
      ? (_address: string, hop: number) => hop < trustProxy
      : proxyaddr.compile([...trustProxy])
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? '')
    const claimed = plain(proxyaddr(request, trust))
    return isIP(claimed) ? claimed : peer
  }
}

/** Without zone, and an IPv4 address that came in an IPv6 socket as IPv4. */
function plain(address: string): string {
  const bare = address.replace(/%.*$/, '')
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare
}
