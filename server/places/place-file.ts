import { watchFile } from 'node:fs'
import { type CityResponse, open, type Reader } from 'maxmind'
import type { Place } from '../../shared/place.ts'
import { StartError } from '../config/start-error.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import type { FindPlace } from './place.ts'
import { toPlace } from './place-entry.ts'

/** Without a file nothing is known of places. */
export const noPlaces: FindPlace = () => null

const LOOK_EVERY_MS = 5_000

/** Look-ups that a file is tried with, spread over all addresses: some 20 ms. */
const SAMPLES = 4_096

const UNREADABLE = 'GEOIP_FILE has changed and cannot be read or used: places go on as before.'
const BROKEN = 'GEOIP_FILE is broken inside: where a look-up fails, no place is known. Give a whole file.'

export interface PlaceFileDeps {
  readonly warnings: Warnings
  readonly careful: Careful
  readonly lookEveryMs?: number
}

/**
 * Places out of a file in MaxMind's format (city or country), which is read whole and read again when it is
 * replaced. Throws StartError when it cannot be read. What fails later is no place and a warning.
 */
export async function openPlaceFile(file: string, deps: PlaceFileDeps): Promise<FindPlace> {
  const { warnings, careful, lookEveryMs = LOOK_EVERY_MS } = deps
  let reader = await readFirst(file)
  try {
    tryOut(reader)
  } catch (err) {
    warnings.begin('places', BROKEN, err)
  }
  async function readAgain(): Promise<void> {
    try {
      const newer = await open<CityResponse>(file)
      tryOut(newer) // [H15]
      reader = newer
      warnings.end('places')
    } catch (err) {
      warnings.begin('places', UNREADABLE, err)
    }
  }
  // Not the library's own watching: there, a file that is read half written ends the process.
  watchFile(file, { persistent: false, interval: lookEveryMs }, careful('a changed place file', readAgain))
  return (address) => {
    try {
      return lookUp(reader, address)
    } catch (err) {
      warnings.begin('places', BROKEN, err)
      return null // [H14]
    }
  }
}

async function readFirst(file: string) {
  try {
    return await open<CityResponse>(file)
  } catch (cause) {
    throw new StartError(
      `GEOIP_FILE is ${file}, which cannot be read as a MaxMind database: ${(cause as Error).message} ` +
        'Give the path of a .mmdb file, or leave GEOIP_FILE empty.',
      { cause },
    )
  }
}

function lookUp(reader: Reader<CityResponse>, address: string): Place | null {
  return toPlace(reader.get(address))
}

/** Throws when a file that opens fails some look-up. */
function tryOut(reader: Reader<CityResponse>): void {
  for (let place = 0; place < SAMPLES; place += 1) {
    const byte = place >> 4
    lookUp(reader, `${byte}.${(place & 15) << 4}.0.1`)
    lookUp(reader, `2${byte.toString(16).padStart(2, '0')}${(place & 15).toString(16)}:db8::1`)
  }
}
