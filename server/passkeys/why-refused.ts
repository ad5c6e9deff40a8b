import { createHash } from 'node:crypto'
import {
  cose,
  decodeAttestationObject,
  decodeClientDataJSON,
  decodeCredentialPublicKey,
  isoBase64URL,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers'
import type { CeremonyRefusal } from './ceremony-refusal.ts'
import { ALGORITHMS } from './relying-party.ts'

/** What the ceremony should have been. */
interface Expected {
  readonly type: 'webauthn.create' | 'webauthn.get'
  readonly challenge: string
  readonly origins: readonly string[]
  readonly rpId: string
}

/** What came: the attestation object of a registration, or the authenticator data of an assertion. */
interface Came {
  readonly clientDataJSON: string
  readonly attestationObject?: string
  readonly authenticatorData?: string
}

/**
 * Finds the reason of a refusal, after it was made. Nothing is allowed by the result. The package gives reasons as
 * sentences that change with its versions. This follows the standard, in its order. Never throws.
 */
export function whyRefused(came: Came, expected: Expected): CeremonyRefusal {
  try {
    return ofClientData(came, expected) ?? ofAuthenticator(came, expected)
  } catch {
    return 'malformed'
  }
}

function ofClientData({ clientDataJSON }: Came, expected: Expected): CeremonyRefusal | null {
  const { type, challenge, origin } = decodeClientDataJSON(clientDataJSON)
  if (type !== expected.type) return 'wrong-type'
  if (challenge !== expected.challenge) return 'wrong-challenge'
  return expected.origins.includes(origin) ? null : 'wrong-origin'
}

function ofAuthenticator(came: Came, { rpId }: Expected): CeremonyRefusal {
  const { rpIdHash, flags, credentialPublicKey } = parseAuthenticatorData(authenticatorDataOf(came))
  if (!createHash('sha256').update(rpId).digest().equals(rpIdHash)) return 'wrong-relying-party'
  if (!flags.up) return 'user-not-present'
  if (!flags.uv) return 'user-not-verified'
  if (flags.bs && !flags.be) return 'backup-flags-impossible'
  if (came.attestationObject === undefined) return 'bad-signature'
  if (!credentialPublicKey) return 'malformed'
  const algorithm = decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg)
  return ALGORITHMS.includes(Number(algorithm)) ? 'bad-attestation' : 'algorithm-not-offered'
}

function authenticatorDataOf({ attestationObject, authenticatorData = '' }: Came) {
  if (attestationObject === undefined) return isoBase64URL.toBuffer(authenticatorData)
  return decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData')
}
