import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { isoBase64URL } from '@simplewebauthn/server/helpers'
import type { UserHandle } from '../../shared/ids.ts'
import { type Refused, refused } from './ceremony-refusal.ts'
import { isFramed } from './client-data.ts'
import type { Credential } from './credential.ts'
import { type OriginRight, originsWith } from './origin-rights.ts'
import { CEREMONY_MS, type RelyingParty } from './relying-party.ts'
import { whyRefused } from './why-refused.ts'

interface AssertionWish {
  /** Base64url of at least 32 bytes. */
  readonly challenge: string
  /** Which passkeys are accepted. If it is left out, the person chooses any discoverable one. */
  readonly allow?: readonly Credential[]
  /** Whether the browser should offer a phone nearby first. */
  readonly hybrid?: boolean
  /** How long the browser keeps the ceremony open, in milliseconds. */
  readonly timeoutMs?: number
}

/** The options for `get()`. User verification is required. */
export async function assertionOptions(
  rp: RelyingParty,
  { challenge, allow, hybrid = false, timeoutMs = CEREMONY_MS }: AssertionWish,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: rp.id,
    // As bytes, because the package would encode a string once more.
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: timeoutMs,
    userVerification: 'required',
    // Without transports: they only say how one device reached the passkey when it was made (docs/spec/webauthn.md).
    ...(allow && { allowCredentials: allow.map(({ id }) => ({ id })) }), // [W41]
  })
  return hybrid ? { ...options, hints: ['hybrid'] } : options
}

interface AssertionClaim {
  readonly response: AuthenticationResponseJSON
  /** The challenge, base64url. It was taken from the store before. */
  readonly challenge: string
  /** The stored passkey that the response names. */
  readonly credential: Credential
  /** The user handle of the passkey's owner. */
  readonly userHandle: UserHandle
  /** What the assertion is for. It decides which origins are allowed. */
  readonly right?: OriginRight
}

export interface Assertion {
  readonly counter: number
  readonly backedUp: boolean
}

export type AssertionJudged = { readonly ok: true; readonly assertion: Assertion } | Refused

/**
 * Judges the result of `get()` (WebAuthn Level 3, section 7.2). Every refusal has a reason, also for malformed input.
 * Never throws. The signature counter is returned and not compared here: CredentialStore.recordUse compares it where
 * it is written, so that two nodes cannot both accept one use.
 */
export async function verifyAssertion(rp: RelyingParty, claim: AssertionClaim): Promise<AssertionJudged> {
  const judged = await judge(rp, claim).catch(() => null)
  if (judged) return judged
  const { response, challenge, right = 'everything' } = claim
  const expected = { type: 'webauthn.get', challenge, origins: originsWith(right, rp), rpId: rp.id } as const
  return refused(whyRefused(response?.response, expected))
}

/** Null, or an exception, if the reason of the refusal is still to be found. */
async function judge(
  rp: RelyingParty,
  { response, challenge, credential, userHandle, right = 'everything' }: AssertionClaim,
): Promise<AssertionJudged | null> {
  if (response.id !== credential.id) return refused('other-credential-id') // [W5]
  if ((response.response.userHandle ?? userHandle) !== userHandle) return refused('other-user-handle') // [W6]
  if (isFramed(response.response.clientDataJSON)) return refused('in-a-frame') // [W7]
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...originsWith(right, rp)], // [H21]
    expectedRPID: rp.id,
    requireUserVerification: true,
    credential: { id: credential.id, publicKey: new Uint8Array(credential.publicKey), counter: 0 },
  })
  if (!verified) return null
  // A passkey cannot change whether it may be backed up (step 19). If it says so, it is another key.
  const { newCounter: counter, credentialDeviceType, credentialBackedUp: backedUp } = authenticationInfo
  const eligible = credentialDeviceType === 'multiDevice'
  if (eligible !== credential.synced) return refused('backup-eligibility-changed') // [W8]
  return { ok: true, assertion: { counter, backedUp } }
}
