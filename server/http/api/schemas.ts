import { z } from 'zod'
import type { CredentialId, PairingId, SessionId } from '../../../shared/ids.ts'
import type { Posts } from './visit.ts'

const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/)
/** 128 bits. */
const id = base64url.length(22)
/** Of up to 1023 bytes (WebAuthn Level 3, section 7.1, step 25). */
const credentialId = base64url.min(1).max(1364).pipe(z.custom<CredentialId>())
const pairingId = id.pipe(z.custom<PairingId>())
const sessionId = id.pipe(z.custom<SessionId>())
/** Names are judged by their own rules; this only keeps novels out. */
/** Longer than any name, so that the rule of names speaks and not this one. */
const name = z.string().max(2_000)
const nothing = z.strictObject({})

// Browsers may add members to what toJSON() gives, so in these two, and only here, unknown ones are dropped.
const ceremony = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
}
const attested = z.strictObject({
  challengeId: id,
  credential: z.object({
    ...ceremony,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(32)).max(16).exactOptional(),
    }),
  }),
})
const asserted = z.strictObject({
  challengeId: id,
  assertion: z.object({
    ...ceremony,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.exactOptional(),
    }),
  }),
})

const sessionIds = z.array(sessionId).max(1000)

const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add-passkey') }),
  z.strictObject({ do: z.literal('remove-passkey'), credentialId }),
  z.strictObject({ do: z.literal('restore-passkey'), credentialId }),
  z.strictObject({ do: z.literal('report-stolen'), credentialId }),
  z.strictObject({ do: z.literal('rename-passkey'), credentialId, name }),
  z.strictObject({ do: z.literal('cancel-scheduled'), scheduledId: id }),
  z.strictObject({ do: z.literal('end-sessions'), ids: sessionIds }),
  z.strictObject({ do: z.literal('freeze-recovery'), pairingId }),
  z.strictObject({ do: z.literal('lift-recovery'), pairingId }),
  z.strictObject({ do: z.literal('undo-recovery'), pairingId, restoreRetired: z.boolean() }),
  z.strictObject({ do: z.literal('enter-admin') }),
  z.strictObject({ do: z.literal('release-lock'), lockId: id }),
])

const passkeyChange = z.strictObject({ credentialId, stepUp: asserted })
const judgement = z.strictObject({ pairingId, stepUp: asserted })

/** What each POST must bring: exactly this and no member more. */
export const POST_SCHEMAS: { readonly [Path in keyof Posts]: z.ZodType<Posts[Path][0]> } = {
  '/api/sign-up/options': z.strictObject({ name, invite: z.string().max(64).exactOptional() }),
  '/api/sign-up': attested,
  '/api/sign-in/options': z.strictObject({ hybrid: z.boolean().exactOptional() }),
  '/api/sign-in': asserted.extend({
    returnTo: z.string().max(2048).exactOptional(),
    thenAdd: z.boolean().exactOptional(),
  }),
  '/api/freeze/options': nothing,
  '/api/freeze': asserted,
  '/api/sign-out': nothing,
  '/api/step-up': z.strictObject({ action }),
  '/api/passkeys/options': z.strictObject({ stepUp: asserted }),
  '/api/passkeys': attested,
  '/api/passkeys/rename': passkeyChange.extend({ name }),
  '/api/passkeys/remove': passkeyChange,
  '/api/passkeys/report-stolen': passkeyChange,
  '/api/passkeys/restore': passkeyChange,
  '/api/scheduled/cancel': z.strictObject({ scheduledId: id, stepUp: asserted }),
  '/api/sessions/end': z.strictObject({ ids: sessionIds, stepUp: asserted }),
  '/api/recoveries/freeze': judgement,
  '/api/recoveries/lift': judgement,
  '/api/recoveries/undo': judgement.extend({ restoreRetired: z.boolean() }),
  '/api/admin/enter': z.strictObject({ stepUp: asserted }),
  '/api/admin/locks/release': z.strictObject({ lockId: id, reason: z.string().max(1024), stepUp: asserted }),
  '/api/look': z.strictObject({
    pairingId: id,
    step: z.int().min(0).max(999_999),
    secret: id,
  }),
}
