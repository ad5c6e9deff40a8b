import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { CommandId, CredentialId, RecoveryId } from '../../shared/ids.ts'

// The fields that cross the wire over HTTP and over sockets, each with one schema, so that both accept the same. The
// schemas only limit the length. The feature judges the value.

export const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/)

/** 128 bits. */
export const id = base64url.length(22)
export const commandId = id.pipe(z.custom<CommandId>())
export const recoveryId = id.pipe(z.custom<RecoveryId>())
/** Of up to 1023 bytes (WebAuthn Level 3, section 7.1, step 25), and somewhat more, so that the rule of ids speaks. */
export const credentialId = base64url.min(1).max(1_400).pipe(z.custom<CredentialId>())
/** Longer than any name, so that the rule for names answers and not this schema. */
export const typedName = z.string().max(2_000)

/** A part of a ceremony. All parts together fit into one socket message. */
const part = base64url.max(6_000)
/** A client without one leaves it out, or sends null or no bytes. An empty one does not exist (section 5.4.3). */
const userHandle = part.nullish().transform((given) => given || undefined) // [W40]
/** Words of the client, also new ones. Some clients have none. */
const transports = z
  .array(z.string().max(32))
  .max(16)
  .nullish()
  .transform((given) => given ?? [])

export const attestation = { clientDataJSON: part, attestationObject: part, transports }

// Browsers add members to what toJSON() gives, and extensions add results, so these schemas drop what nobody reads
// here.
const ceremony = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  clientExtensionResults: z
    .unknown()
    .optional()
    .transform(() => ({})),
}

const registration = z
  .object({ ...ceremony, response: z.object(attestation) })
  .transform((value): RegistrationResponseJSON => value as RegistrationResponseJSON)

export const assertion = z
  .object({
    ...ceremony,
    response: z.object({
      clientDataJSON: part,
      authenticatorData: part,
      signature: part,
      userHandle,
    }),
  })
  // Optional means absent there, which zod cannot express under exactOptionalPropertyTypes.
  .transform((value): AuthenticationResponseJSON => value as AuthenticationResponseJSON)

/** The result of `create()`, and the ceremony that it belongs to. */
export const attested = z.strictObject({ challengeId: id, credential: registration })
/** The result of `get()`, and the ceremony that it belongs to. */
export const asserted = z.strictObject({ challengeId: id, assertion })
