import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where someone comes from, in the sizes that limits count by. */
export interface Network {
  /** IPv4 /32 or IPv6 /64, canonical: one household, office or phone. */
  readonly key: string
  /** The /48 of an IPv6 address, which one customer may own whole; null for IPv4. */
  readonly wide: string | null
  /** Cut to /24 or /48, for people and logs. */
  readonly shown: string
  /** A proxy that nobody told us of hides everybody there, or someone there says so. */
  readonly hidden: boolean
}

/** What cannot be read shares one bucket: better too narrow a limit than none. */
const UNKNOWN: Network = { key: 'unknown', wide: null, shown: 'unknown', hidden: false }

/** The network of a socket's address. Any spelling of one address gives the same; garbage gives `unknown`. */
export function networkOf(address: string | undefined): Network {
  if (!address || isIP(address) === 0) return UNKNOWN
  const parsed = ipaddr.process(address)
  // People who try it at home read this, and `::/48` says nothing to them.
  if (parsed.range() === 'loopback') return { ...ofAddress(parsed), shown: 'localhost' }
  return ofAddress(parsed)
}

/** The cut network to name where one is to blame. Where a proxy hides people, it is that of all of them. */
export function blamed({ hidden, shown }: Network): string | null {
  return hidden ? null : shown // [A127]
}

/**
 * All who come from there and say that a proxy forwards them. They are counted apart from whoever does not say so:
 * nobody uses up what the others have by saying it, or by leaving it out.
 */
export function hiddenAt(network: Network): Network {
  const apart = (key: string) => `hidden ${key}`
  return {
    ...network,
    hidden: true,
    key: apart(network.key), // [L60]
    wide: network.wide && apart(network.wide), // [L60]
  }
}

/** An address that no customer of an access provider has on the internet: here, it is a proxy's or a neighbour's. */
export function isPrivate(address: string): boolean {
  if (isIP(address) === 0) return false
  return PRIVATE_RANGES.includes(ipaddr.process(address).range())
}

const PRIVATE_RANGES: readonly string[] = [
  'loopback',
  'private',
  'uniqueLocal',
  'linkLocal',
  'carrierGradeNat',
]

function ofAddress(parsed: ipaddr.IPv4 | ipaddr.IPv6): Network {
  const bytes = parsed.toByteArray()
  if (parsed.kind() === 'ipv4') return ofIPv4(bytes)
  // Behind NAT64 (RFC 6052) all of IPv4 would be one /64.
  if (parsed.range() === 'rfc6052') return ofIPv4(bytes.slice(12))
  const wide = prefix(bytes, 48)
  return { key: prefix(bytes, 64), wide, shown: wide, hidden: false }
}

function ofIPv4(bytes: number[]): Network {
  return { key: prefix(bytes, 32), wide: null, shown: prefix(bytes, 24), hidden: false }
}

function prefix(bytes: readonly number[], bits: number): string {
  const kept = bytes.map((byte, index) => (index < bits / 8 ? byte : 0))
  return `${ipaddr.fromByteArray(kept)}/${bits}`
}
