import type { Network } from '../throttle/network.ts'

/** Whoever sends a request, as far as a request tells. */
export interface Visitor {
  readonly network: Network
  /** What the device claims to be; see deviceName. */
  readonly device: string
}

/** The part of a visitor that is written down. */
export function trace({ network, device }: Visitor): { readonly device: string; readonly network: string } {
  return { device, network: network.shown }
}
