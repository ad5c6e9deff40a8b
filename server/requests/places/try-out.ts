import type { CityResponse, Reader } from 'maxmind'
import type { Place } from '../../../shared/place.ts'
import { toPlace } from './place-entry.ts'

/** Look-ups that a file is tried with, spread over all addresses: some 20 ms. */
const SAMPLES = 4_096

/** Networks that are looked at one after the other where no sample hit a place: some 50 ms. */
const MOST_NETWORKS = 20_000

/** Looks an address up. Throws where the file is broken inside. */
export function lookUp(reader: Reader<CityResponse>, address: string): Place | null {
  // The library would take the first bits of an IPv6 address for an IPv4 one.
  if (reader.metadata.ipVersion === 4 && address.includes(':')) return null // [H68]
  return toPlace(reader.get(address))
}

/** Whether a file knows any place at all; many editions hold something else. Throws where a look-up fails. */
export function holdsPlaces(reader: Reader<CityResponse>): boolean {
  let found = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const [byte, half] = [sample >> 4, sample & 15]
    if (lookUp(reader, `${byte}.${half << 4}.0.1`)) found += 1
    if (lookUp(reader, `2${byte.toString(16).padStart(2, '0')}${half.toString(16)}:db8::1`)) found += 1
  }
  return found > 0 || anyPlaceInOrder(reader)
}

/** One after the other from the lowest address on: what a file says of one address holds for all of its network. */
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
