import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'

/**
 * Whether a ceremony ran in a frame of another site; throws when its client data cannot be read. Rekey is never
 * framed, so `crossOrigin` and `topOrigin` have no honest use (WebAuthn Level 3, section 5.8.1); the package
 * checks neither at registration, nor `crossOrigin` alone at an assertion. Some clients say null where they have nothing.
 */
export function isFramed(clientDataJSON: string): boolean {
  const data: unknown = decodeClientDataJSON(clientDataJSON)
  if (typeof data !== 'object' || data === null) throw new TypeError('Client data is no object.')
  const { crossOrigin, topOrigin }: { crossOrigin?: unknown; topOrigin?: unknown } = data
  return (crossOrigin ?? false) !== false || (topOrigin ?? null) !== null
}
