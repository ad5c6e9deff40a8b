let last = 0

/** An address that no other device of this run has, so that no two share the limits of a network. */
export function newAddress(): string {
  last += 1
  return `10.${last >> 16}.${(last >> 8) & 255}.${last & 255}`
}
