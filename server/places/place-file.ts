import { type CityResponse, open } from 'maxmind'
import type { Place } from '../../shared/place.ts'
import { StartError } from '../config/start-error.ts'
import type { FindPlace } from './place.ts'

/** Without a file nothing is known of places. */
export const noPlaces: FindPlace = () => null

/**
 * Places out of a file in MaxMind's format (city or country), which is read whole and read again when it is
 * replaced. Throws StartError when it cannot be read.
 */
export async function openPlaceFile(file: string): Promise<FindPlace> {
  try {
    const reader = await open<CityResponse>(file, {
      watchForUpdates: true,
      watchForUpdatesNonPersistent: true,
    })
    return (address) => toPlace(reader.get(address))
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
