import { Agent, fetch } from 'undici'
import { addressHeaders } from './new-address.ts'

/** What of a request, or of the connection that it takes, says where a device is. */
export interface WayIn {
  readonly headers: Readonly<Record<string, string>>
  /** For `net.connect` and all that takes its options. */
  readonly from: { readonly localAddress?: string; readonly family?: 4 }
}

/** Sites without a proxy in front: there, a device is where its connection comes from. */
const straight = new Set<string>()

/** From now on, devices come to this site straight. */
export function meetStraight(url: string): void {
  straight.add(new URL(url).host)
}

/** How a device at this address comes to a site; nobody in particular when the address is empty. */
export function wayIn(url: string, address: string): WayIn {
  if (!straight.has(new URL(url).host)) return { headers: addressHeaders(address), from: {} }
  return { headers: {}, from: address === '' ? {} : { localAddress: loopbackFor(address), family: 4 } }
}

/**
 * As `fetch`, by a device at this address. The headers that say so are left to whoever knows them already, since a
 * device may forge them.
 */
export async function fetchFrom(address: string, url: string, init: RequestInit = {}): Promise<Response> {
  const { localAddress, family } = wayIn(url, address).from
  if (!localAddress) return globalThis.fetch(url, init)
  const dispatcher = agents.get(localAddress) ?? new Agent({ localAddress, connect: { family } })
  agents.set(localAddress, dispatcher)
  return (await fetch(url, { ...(init as object), dispatcher })) as unknown as Response
}

const agents = new Map<string, Agent>()

/** All of 127.0.0.0/8 is this machine: an address there for each that a device has, and never the usual one. */
export function loopbackFor(address: string): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = address.split('.').map(Number)
  if (address.includes(':'))
    throw new Error('This machine has one IPv6 loopback address, and so no networks.')
  return `127.${(first + second) % 255}.${third}.${fourth}`
}
