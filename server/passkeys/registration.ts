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
  /** All passkeys of the account, whatever became of them. */
  readonly known: readonly Credential[]
}

/** What a registration ceremony yielded. */
export interface RegisteredKey {
  readonly id: CredentialId
  /** COSE key. */
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly aaguid: string
  /** Of the authenticator's maker, or null when it does not say; then name it after the browser. */
  readonly name: string | null
  /** Backup eligible (WebAuthn Level 3, section 6.1.3). */
  readonly synced: boolean
  readonly backedUp: boolean
}

/** Options for `create()`: discoverable, user-verified, no attestation. */
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
    // As bytes: the package would encode a string once more.
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: CEREMONY_MS,
    attestationType: 'none',
    excludeCredentials: excluded(known),
    // A fresh literal at every call: the package writes into what it is given.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [...ALGORITHMS],
  })
}

/**
 * Retired ones too, so that no authenticator holds two. But not what was removed for good: it may still sit in
 * an authenticator, where nothing would sign in if it kept that one from making another, which replaces it.
 */
function excluded(known: readonly Credential[]) {
  return known
    .filter(({ status }) => status !== 'removed') // [W29]
    .map(({ id }) => ({ id })) // [W44]
}

interface RegistrationClaim {
  readonly response: RegistrationResponseJSON
  /** What was challenged, base64url; spent before it comes here. */
  readonly challenge: string
}

type RegistrationJudged = { readonly ok: true; readonly key: RegisteredKey } | Refused

/**
 * Judges what `create()` gave (WebAuthn Level 3, section 7.1). Every refusal has its reason, malformed input
 * included; never throws.
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

/** Null, or an exception, where what was refused has yet to be found. */
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
 * We ask for no attestation. A client then sends `none`, or leaves a self attestation as it is (section
 * 5.1.3); a certificate chain was not asked for, and parsing one is a surface that nobody needs.
 */
function bearsUnaskedAttestation(attestationObject: string): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = attestation.get('fmt')
  if (typeof format !== 'string') throw new TypeError('An attestation object names its format.')
  return format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined)
}
