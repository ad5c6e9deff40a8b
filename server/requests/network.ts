import { isIP, isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where a client comes from, in the sizes that limits count by. */
export interface Network {
  /** IPv4 /32 or IPv6 /64, in one canonical spelling: one household, office or phone. */
  readonly key: string
  /** The /48 of an IPv6 address, which one customer may own. Null for IPv4. */
  readonly wide: string | null
  /** Cut to /24 or /48, for people and logs. */
  readonly shown: string
  /** Set if an unknown proxy hides the clients there, or if a client there says so. */
  readonly hidden: boolean
}

/** Shown to people who try it at home, for whom `::/48` means nothing. */
const AT_HOME = 'localhost'

/** Addresses that cannot be read share one bucket: a limit that is too strict is better than none. */
const UNKNOWN: Network = { key: 'unknown', wide: null, shown: 'unknown', hidden: false }

/** The network of a socket's address. All spellings of one address give the same network. Garbage gives `unknown`. */
export function networkOf(address: string | undefined): Network {
  if (!address || isIP(address) === 0) return UNKNOWN
  // The library tries out each form of an address, which takes longer than the rest of a request's context.
  if (isIPv4(address)) return ofIPv4(address.split('.').map(Number))
  return ofAddress(ipaddr.process(address))
}

/**
 * The cut network to name as the source. Null if a proxy hides its clients, because it would be the network of all of
 * them.
 */
export function blamed({ hidden, shown }: Network): string | null {
  return hidden ? null : shown // [A127]
}

/**
 * The network for what has no budget of its own for a /48: places, groups, and budgets of a network with something
 * else. There a /48 counts as one, because one customer may own its 65,536 networks. Null stands for many clients.
 */
export function countedFor(network: Network): string
export function countedFor(network: Network | null): string | null
export function countedFor(network: Network | null): string | null {
  return network && (network.wide ?? network.key) // [L68]
}

/**
 * The clients of a network that say a proxy forwards them. They are counted apart from the others there: nobody can
 * use up the others' budget by saying so, or by not saying so.
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

/**
 * Whether no customer of an access provider can have this address on the internet: it belongs to a proxy or to the
 * local network.
 */
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
  // With NAT64 (RFC 6052), all of IPv4 would be one /64.
  if (parsed.range() === 'rfc6052') return ofIPv4(bytes.slice(12))
  const wide = prefix(bytes, 48)
  const shown = parsed.range() === 'loopback' ? AT_HOME : wide
  return { key: prefix(bytes, 64), wide, shown, hidden: false }
}

function ofIPv4(bytes: readonly number[]): Network {
  const [first, second, third] = bytes
  const shown = first === 127 ? AT_HOME : `${first}.${second}.${third}.0/24`
  return { key: `${bytes.join('.')}/32`, wide: null, shown, hidden: false }
}

function prefix(bytes: readonly number[], bits: number): string {
  const kept = bytes.map((byte, index) => (index < bits / 8 ? byte : 0))
  return `${ipaddr.fromByteArray(kept)}/${bits}`
}
