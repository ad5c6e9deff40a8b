import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'

/**
 * Whether a ceremony ran in a frame of another site. Throws if its client data cannot be read. Rekey is never framed,
 * so no honest client sets `crossOrigin` or `topOrigin` (WebAuthn Level 3, section 5.8.1). The package checks neither
 * at registration, nor `crossOrigin` alone at an assertion. Some clients send null instead of leaving them out.
 */
export function isFramed(clientDataJSON: string): boolean {
  const data: unknown = decodeClientDataJSON(clientDataJSON)
  if (typeof data !== 'object' || data === null) throw new TypeError('Client data is no object.')
  const { crossOrigin, topOrigin }: { crossOrigin?: unknown; topOrigin?: unknown } = data
  return (crossOrigin ?? false) !== false || (topOrigin ?? null) !== null
}
