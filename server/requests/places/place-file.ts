import { watchFile } from 'node:fs'
import type { CityResponse, Reader } from 'maxmind'
import { StartError } from '../../errors/start-error.ts'
import type { Careful } from '../../warnings/careful.ts'
import type { Warnings } from '../../warnings/warnings.ts'
import { openReader, whyUnread } from './open-file.ts'
import type { FindPlace } from './place.ts'
import { holdsPlaces, lookUp } from './try-out.ts'

/** The places without a file: none is known. */
export const noPlaces: FindPlace = () => null

const LOOK_EVERY_MS = 5_000

const UNREADABLE = 'GEOIP_FILE has changed and cannot be read: the previous file stays in use.'
const AS_BEFORE = 'The previous file stays in use.'
const BROKEN = 'GEOIP_FILE is broken inside: where a look-up fails, no place is known. Give a complete file.'

export interface PlaceFileDeps {
  readonly warnings: Warnings
  readonly careful: Careful
  readonly lookEveryMs?: number
}

/**
 * Reads places from a file in MaxMind's format (city or country). The file is read completely, and again when it is
 * replaced. Throws StartError if it cannot be read. Later failures give no place and a warning.
 */
export async function openPlaceFile(file: string, deps: PlaceFileDeps): Promise<FindPlace> {
  const { warnings, careful, lookEveryMs = LOOK_EVERY_MS } = deps
  let reader = await readFirst(file)
  const fault = faultOf(reader)
  if (fault) warnings.begin('places', fault.says, fault.err) // [H67]
  async function readAgain(): Promise<void> {
    try {
      const newer = await openReader(file)
      const newFault = faultOf(newer)
      if (newFault) return warnings.begin('places', `${newFault.says} ${AS_BEFORE}`, newFault.err) // [H15]
      reader = newer
      warnings.end('places')
    } catch (err) {
      warnings.begin('places', UNREADABLE, err)
    }
  }
  // The library's own watching is not used: with it, a file that is read while it is being written ends the process.
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

/** The warning of a start with this file, or null. Throws StartError if the file cannot be read. */
export async function inspectPlaceFile(file: string): Promise<string | null> {
  return faultOf(await readFirst(file))?.says ?? null
}

async function readFirst(file: string) {
  try {
    return await openReader(file)
  } catch (cause) {
    throw new StartError(`GEOIP_FILE is ${file}, which ${whyUnread(cause)}, or leave GEOIP_FILE empty.`, {
      cause,
    })
  }
}

/** Why a readable file is of little or no use, or null. */
function faultOf(reader: Reader<CityResponse>): { readonly says: string; readonly err?: unknown } | null {
  try {
    return holdsPlaces(reader) ? null : { says: noPlacesIn(reader) }
  } catch (err) {
    return { says: BROKEN, err }
  }
}

function noPlacesIn({ metadata }: Reader<CityResponse>): string {
  const kind = String(metadata.databaseType)
    .replace(/[^\w .:+-]/g, '')
    .slice(0, 60)
  return `GEOIP_FILE is a database of the kind "${kind}", which holds no places, so none is known. Give a city or country database.`
}
