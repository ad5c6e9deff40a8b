import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { ClaimId, CommandId, CredentialId, PageKey, PairingId } from '../../shared/ids.ts'

// Every payload is parsed before anything else looks at it; unknown fields are refused, so a client cannot
// choose an id, a code, a room or a lifetime.

const base64url = (characters: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${characters}}$`))
const bounded = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(most)

const commandId = base64url(22).transform((text) => text as CommandId)
const pairingId = base64url(22).transform((text) => text as PairingId)
const claimId = base64url(22).transform((text) => text as ClaimId)
const credentialId = bounded(1400).transform((text) => text as CredentialId)
/** Longer than any name, so that the rule of names speaks and not this one. */
const typedName = z.string().max(2_000)

/** 32 bytes of nonce, 64 bytes of signature, and the body that they cover. */
export const signedMessage = z.strictObject({
  id: commandId,
  nonce: base64url(43),
  body: z.string().max(7_000),
  signature: base64url(86),
})

export const unsignedMessage = z.strictObject({ id: commandId })
export const pinMessage = z.strictObject({ id: commandId, name: typedName })
export const cancelMessage = z.strictObject({
  id: commandId,
  report: z.boolean(),
  notMine: z.boolean().optional(),
})

/** Bodies of the signed commands, parsed after the signature was verified over their text. */
export const lostBodies = {
  open: z.strictObject({
    pageKey: base64url(87).transform((text) => text as PageKey),
    purpose: z.enum(['replace', 'add']),
    name: typedName.optional(),
  }),
  resume: z.strictObject({ pairingId }),
  'new-code': z.strictObject({}),
  'return-pin': z.strictObject({ pin: z.string().max(32) }),
  'register-options': z.strictObject({}),
  register: z.strictObject({
    credentialId: bounded(1400),
    clientDataJSON: bounded(2_000),
    attestationObject: bounded(5_000),
    transports: z.array(z.string().max(20)).max(8),
  }),
}

export const claimMessage = z.union([
  z.strictObject({ id: commandId, receipt: z.string().max(200) }),
  z.strictObject({ id: commandId, pin: z.string().max(64) }),
])
export const heldMessage = z.strictObject({ id: commandId, claimId })
export const denyMessage = z.strictObject({ id: commandId, claimId, report: z.boolean() })

const choice = z.strictObject({
  retire: z.strictObject({ credentialId, mode: z.enum(['lost', 'stolen']) }).nullable(),
  endOtherSessions: z.boolean(),
})
export const approveOptionsMessage = z.strictObject({ id: commandId, claimId, choice })

const assertion = z
  .object({
    id: bounded(1400),
    rawId: bounded(1400),
    type: z.literal('public-key'),
    clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
    response: z.object({
      clientDataJSON: bounded(2_000),
      authenticatorData: bounded(2_000),
      signature: bounded(1_000),
      userHandle: bounded(200).optional(),
    }),
  })
  // Optional means absent here, which zod cannot say under exactOptionalPropertyTypes.
  .transform((value) => value as AuthenticationResponseJSON)
export const approveMessage = z.strictObject({
  id: commandId,
  claimId,
  viewVersion: z.number().int().nonnegative(),
  choice,
  challengeId: base64url(22),
  assertion,
})
