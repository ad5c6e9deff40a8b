/** Just enough CBOR (RFC 8949) for attestation objects and COSE keys. */
export type CborValue =
  | number
  | string
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>

/** Encodes integers below 2^32, text, bytes, arrays and maps, in shortest form. */
export function encodeCbor(value: CborValue): Uint8Array {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return join(head(3, Buffer.byteLength(value)), Buffer.from(value))
  if (value instanceof Uint8Array) return join(head(2, value.length), value)
  if (Array.isArray(value)) return join(head(4, value.length), ...value.map(encodeCbor))
  const map = value as ReadonlyMap<number | string, CborValue>
  return join(head(5, map.size), ...[...map].flatMap(([key, item]) => [encodeCbor(key), encodeCbor(item)]))
}

function head(type: number, size: number): Uint8Array {
  const major = type << 5
  if (size < 24) return Uint8Array.of(major | size)
  if (size < 256) return Uint8Array.of(major | 24, size)
  if (size < 65_536) return Uint8Array.of(major | 25, size >> 8, size & 255)
  return Uint8Array.of(major | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255)
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts)
}
