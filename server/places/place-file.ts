import { watchFile } from 'node:fs'
import { type CityResponse, open } from 'maxmind'
import type { Logger } from 'pino'
import type { Place } from '../../shared/place.ts'
import { StartError } from '../config/start-error.ts'
import type { FindPlace } from './place.ts'

/** Without a file nothing is known of places. */
export const noPlaces: FindPlace = () => null

const LOOK_EVERY_MS = 5_000

/**
 * Places out of a file in MaxMind's format (city or country), which is read whole and read again when it is
 * replaced. Throws StartError when it cannot be read.
 */
export async function openPlaceFile(
  file: string,
  log: Pick<Logger, 'warn'>,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<FindPlace> {
  let reader = await readFirst(file)
  // Not the library's own watching: there, a file that is read half written ends the process.
  watchFile(file, { persistent: false, interval: lookEveryMs }, async () => {
    try {
      reader = await open<CityResponse>(file)
    } catch (err) {
      log.warn({ err }, 'GEOIP_FILE has changed and cannot be read: places go on as before.')
    }
  })
  return (address) => toPlace(reader.get(address))
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

function toPlace(entry: CityResponse | null): Place | null {
  const country = entry?.country ?? entry?.registered_country
  if (!entry || !country) return null
  const names = [entry.city?.names?.en, country.names?.en ?? country.iso_code]
  const { latitude, longitude, accuracy_radius: radius } = entry.location ?? {}
  const located = latitude !== undefined && longitude !== undefined
  return {
    name: names.filter((name) => name !== undefined).join(', '),
    country: country.iso_code,
    at: located ? { latitude, longitude, accuracyKm: radius ?? 0 } : null,
  }
}
