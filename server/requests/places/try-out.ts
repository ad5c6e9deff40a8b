import type { CityResponse, Reader } from 'maxmind'
import type { Place } from '../../../shared/place.ts'
import { toPlace } from './place-entry.ts'

/** How many look-ups a file is tried with, spread over all addresses: about 20 ms. */
const SAMPLES = 4_096

/** How many networks are tried one after the other if no sample found a place: about 50 ms. */
const MOST_NETWORKS = 20_000

/** Looks up an address. Throws if the file is damaged. */
export function lookUp(reader: Reader<CityResponse>, address: string): Place | null {
  // The library would read the first bits of an IPv6 address as an IPv4 address.
  if (reader.metadata.ipVersion === 4 && address.includes(':')) return null // [H68]
  return toPlace(reader.get(address))
}

/** Whether a file contains any place. Many editions contain something else. Throws if a look-up fails. */
export function holdsPlaces(reader: Reader<CityResponse>): boolean {
  let found = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const [byte, half] = [sample >> 4, sample & 15]
    if (lookUp(reader, `${byte}.${half << 4}.0.1`)) found += 1
    if (lookUp(reader, `2${byte.toString(16).padStart(2, '0')}${half.toString(16)}:db8::1`)) found += 1
  }
  return found > 0 || anyPlaceInOrder(reader)
}

/**
 * Goes through the networks from the lowest address on. What a file says of one address holds for its whole network.
 */
function anyPlaceInOrder(reader: Reader<CityResponse>): boolean {
  const bits = reader.metadata.ipVersion === 4 ? 32 : 128
  const end = 1n << BigInt(bits)
  let address = 0n
  for (let networks = 0; networks < MOST_NETWORKS && address < end; networks += 1) {
    const [entry, prefix] = reader.getWithPrefixLength(written(address, bits))
    if (toPlace(entry)) return true
    address += 1n << BigInt(bits - prefix)
  }
  return false
}

function written(address: bigint, bits: number): string {
  const [size, base, mark] = bits === 32 ? ([8, 10, '.'] as const) : ([16, 16, ':'] as const)
  const parts = Array.from({ length: bits / size }, (_, at) => {
    const part = (address >> BigInt(bits - size * (at + 1))) & ((1n << BigInt(size)) - 1n)
    return part.toString(base)
  })
  return parts.join(mark)
}
