import type { CityResponse } from 'maxmind'
import type { Place } from '../../../shared/place.ts'

/** The longest name of a place, in characters. */
const LONGEST_NAME = 100

/** Reads the place of an entry, or null. The file is not ours, so each part is checked. */
export function toPlace(entry: CityResponse | null): Place | null {
  const country = entry?.country ?? entry?.registered_country
  const code = textOf(country?.iso_code)
  if (!entry || code === null) return null
  const names = [textOf(entry.city?.names?.en), textOf(country?.names?.en) ?? code]
  return { name: names.filter((name) => name !== null).join(', '), country: code, at: spotOf(entry.location) }
}

function spotOf(location: CityResponse['location']): Place['at'] {
  const latitude = numberOf(location?.latitude, 90)
  const longitude = numberOf(location?.longitude, 180)
  if (latitude === null || longitude === null) return null
  return { latitude, longitude, accuracyKm: Math.abs(numberOf(location?.accuracy_radius, 20_000) ?? 0) }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_NAME ? value : null
}

function numberOf(value: unknown, most: number): number | null {
  return typeof value === 'number' && Math.abs(value) <= most ? value : null
}
