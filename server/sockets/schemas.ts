import { z } from 'zod'
import type { ClaimId, CommandId, PageKey } from '../../shared/ids.ts'
import { assertion, attestation, base64url, credentialId, id, pairingId, typedName } from '../wire-fields.ts'

// Every payload is parsed before anything else looks at it; unknown fields are refused, so a client cannot
// choose an id, a code, a room or a lifetime.

const commandId = id.pipe(z.custom<CommandId>())
const claimId = id.pipe(z.custom<ClaimId>())

/** 32 bytes of nonce, 64 bytes of signature, and the body that they cover. */
export const signedMessage = z.strictObject({
  id: commandId,
  nonce: base64url.length(43),
  body: z.string().max(7_000),
  signature: base64url.length(86),
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
    pageKey: base64url.length(87).pipe(z.custom<PageKey>()),
    purpose: z.enum(['replace', 'add']),
    name: typedName.optional(),
  }),
  resume: z.strictObject({ pairingId }),
  'new-code': z.strictObject({}),
  'return-pin': z.strictObject({ pin: z.string().max(32) }),
  'register-options': z.strictObject({}),
  register: z.strictObject({ credentialId, ...attestation }),
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

export const approveMessage = z.strictObject({
  id: commandId,
  claimId,
  viewVersion: z.number().int().nonnegative(),
  choice,
  challengeId: id,
  assertion,
})
