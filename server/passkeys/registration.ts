import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import type { CredentialId, UserHandle } from '../../shared/ids.ts'
import { authenticatorName } from './authenticator-name.ts'
import { type Refused, refused } from './ceremony-refusal.ts'
import { isFramed } from './client-data.ts'
import type { Credential } from './credential.ts'
import { originsWith } from './origin-rights.ts'
import { isWholeKey } from './public-key.ts'
import { ALGORITHMS, CEREMONY_MS, type RelyingParty } from './relying-party.ts'
import { whyRefused } from './why-refused.ts'

/** WebAuthn Level 3, section 7.1, step 25. */
const LONGEST_CREDENTIAL_ID = 1023

interface RegistrationWish {
  readonly name: string
  readonly userHandle: UserHandle
  /** Base64url of at least 32 random bytes. */
  readonly challenge: string
  /** All passkeys of the account, of any status. */
  readonly known: readonly Credential[]
}

/** The result of a registration ceremony. */
export interface RegisteredKey {
  readonly id: CredentialId
  /** COSE key. */
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly aaguid: string
  /** The name of the authenticator's maker. Null if it does not say; then it is named after the browser. */
  readonly name: string | null
  /** Backup eligible (WebAuthn Level 3, section 6.1.3). */
  readonly synced: boolean
  readonly backedUp: boolean
}

/** The options for `create()`: discoverable, with user verification, without attestation. */
export function registrationOptions(
  rp: RelyingParty,
  { name, userHandle, challenge, known }: RegistrationWish,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: rp.name,
    rpID: rp.id,
    userName: name,
    userDisplayName: name,
    userID: isoBase64URL.toBuffer(userHandle),
    // As bytes, because the package would encode a string once more.
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: CEREMONY_MS,
    attestationType: 'none',
    excludeCredentials: excluded(known),
    // A new literal at every call, because the package changes what it is given.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [...ALGORITHMS],
  })
}

/**
 * Also retired ones, so that no authenticator holds two. But not those that were removed for good: such a passkey may
 * still be in an authenticator. If it were listed, that authenticator could not make a new one in its place, and
 * nothing on it could sign in.
 */
function excluded(known: readonly Credential[]) {
  return known
    .filter(({ status }) => status !== 'removed') // [W29]
    .map(({ id }) => ({ id })) // [W44]
}

interface RegistrationClaim {
  readonly response: RegistrationResponseJSON
  /** The challenge, base64url. It was taken from the store before. */
  readonly challenge: string
}

type RegistrationJudged = { readonly ok: true; readonly key: RegisteredKey } | Refused

/**
 * Judges the result of `create()` (WebAuthn Level 3, section 7.1). Every refusal has a reason, also for malformed
 * input. Never throws.
 */
export async function verifyRegistration(
  rp: RelyingParty,
  claim: RegistrationClaim,
): Promise<RegistrationJudged> {
  const judged = await judge(rp, claim).catch(() => null)
  if (judged) return judged
  const { response, challenge } = claim
  const origins = originsWith('everything', rp)
  const expected = { type: 'webauthn.create', challenge, origins, rpId: rp.id } as const
  return refused(whyRefused(response?.response, expected))
}

/** Null, or an exception, if the reason of the refusal is still to be found. */
async function judge(
  rp: RelyingParty,
  { response, challenge }: RegistrationClaim,
): Promise<RegistrationJudged | null> {
  if (isFramed(response.response.clientDataJSON)) return refused('in-a-frame') // [W1]
  const isAttested = bearsUnaskedAttestation(response.response.attestationObject)
  if (isAttested) return refused('certificate-not-asked-for') // [W2]
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...originsWith('everything', rp)], // [H22]
    expectedRPID: rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...ALGORITHMS],
  })
  if (!verified) return null
  const { credential, aaguid, credentialDeviceType, credentialBackedUp } = registrationInfo
  const idBytes = isoBase64URL.toBuffer(credential.id).length
  if (idBytes > LONGEST_CREDENTIAL_ID) return refused('credential-id-too-long') // [W3]
  if (credential.id !== response.id) return refused('other-credential-id') // [W4]
  if (!isWholeKey(credential.publicKey)) return refused('key-not-whole') // [W30]
  const key: RegisteredKey = {
    id: credential.id as CredentialId,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    aaguid,
    name: authenticatorName(aaguid),
    synced: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
  }
  return { ok: true, key }
}

/**
 * We ask for no attestation. A client then sends `none`, or passes on a self attestation (section 5.1.3). We did not
 * ask for a certificate chain, and parsing one would only be another way to attack us.
 */
function bearsUnaskedAttestation(attestationObject: string): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = attestation.get('fmt')
  if (typeof format !== 'string') throw new TypeError('An attestation object names its format.')
  return format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined)
}
