let last = 0

/** An address that no other device of this run has, so that no two share the limits of a network. */
export function newAddress(): string {
  last += 1
  return `10.${last >> 16}.${(last >> 8) & 255}.${last & 255}`
}

/**
 * How a device says where it is: to a server that believes one proxy, as that proxy's word; to a test's real
 * proxy, as the address of its connection, and then the first header is forged. An empty address says nothing.
 */
export function addressHeaders(address: string): Record<string, string> {
  if (address === '') return {}
  return { 'x-forwarded-for': address, 'x-device-address': address }
}
