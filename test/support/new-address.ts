let last = 0

/** An address that no other device of this run has, so that no two share the limits of a network. */
export function newAddress(): string {
  last += 1
  const network = Math.floor(last / 254)
  // None ends in 0: a cut network of IPv4 is written so, and must be told from an address.
  return `10.${network >> 8}.${network & 255}.${1 + (last % 254)}`
}

/**
 * How a device says where it is: to a server that believes one proxy, as that proxy's word; to a test's real
 * proxy, as the address of its connection, and then the first header is forged. An empty address says nothing.
 */
export function addressHeaders(address: string): Record<string, string> {
  if (address === '') return {}
  return { 'x-forwarded-for': address, 'x-device-address': address }
}
