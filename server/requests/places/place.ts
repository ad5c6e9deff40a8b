import type { Place } from '../../../shared/place.ts'

/** The place of an IPv4 or IPv6 address, or null. */
export type FindPlace = (address: string) => Place | null

/**
 * The distance, beyond the error that both entries state, at which two places differ. Mobile networks are often a
 * region off.
 */
const FAR_KM = 200

const EARTH_RADIUS_KM = 6_371

/** Whole kilometres between two places. Null if one of them is not known well enough. */
export function distanceKm(one: Place | null, other: Place | null): number | null {
  if (!one?.at || !other?.at) return null
  const [here, there] = [radians(one.at), radians(other.at)]
  const half =
    Math.sin((there.latitude - here.latitude) / 2) ** 2 +
    Math.cos(here.latitude) * Math.cos(there.latitude) * Math.sin((there.longitude - here.longitude) / 2) ** 2
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half))))
}

/** Whether two places certainly differ. An unknown place is no mismatch. */
export function placesDiffer(one: Place | null, other: Place | null): boolean {
  const distance = distanceKm(one, other)
  if (distance !== null) return distance > FAR_KM + (one?.at?.accuracyKm ?? 0) + (other?.at?.accuracyKm ?? 0)
  return !!one?.country && !!other?.country && one.country !== other.country
}

function radians({ latitude, longitude }: { latitude: number; longitude: number }) {
  return { latitude: (latitude * Math.PI) / 180, longitude: (longitude * Math.PI) / 180 }
}
