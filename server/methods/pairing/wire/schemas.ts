import { z } from 'zod'
import type { ClaimId, PageKey, PairingId } from '../../../../shared/ids.ts'
import type { SignedCommand } from '../../../../shared/page-signature.ts'
import type { ApprovingCommands, RequestingCommands } from '../../../../shared/protocol.ts'
import type { Sent } from '../../../requests/channel.ts'
import {
  assertion,
  attestation,
  base64url,
  commandId,
  credentialId,
  id,
  typedName,
} from '../../../requests/wire-fields.ts'

// Every message is parsed before anything else looks at it. Unknown fields are refused, so a client cannot choose
// an id, a code, a topic or a lifetime.

const pairingId = id.pipe(z.custom<PairingId>())

/** A signed command: 32 bytes of nonce, the body, and 64 bytes of signature over both. */
export const signedMessage = z.strictObject({
  id: commandId,
  nonce: base64url.length(43),
  body: z.string().max(7_000),
  signature: base64url.length(86),
})

/** The bodies of the signed commands. They are parsed before the signature over their text is verified. */
export const signedBodies: { readonly [Name in SignedCommand]: z.ZodType<RequestingCommands[Name][0]> } = {
  open: z.strictObject({
    pageKey: base64url.length(87).pipe(z.custom<PageKey>()),
    purpose: z.enum(['replace', 'add']),
    name: typedName.exactOptional(),
  }),
  resume: z.strictObject({ pairingId }),
  'new-code': z.strictObject({}),
  'return-pin': z.strictObject({ pin: z.string().max(32) }),
  'register-options': z.strictObject({}),
  register: z.strictObject({ credentialId, ...attestation }),
}

type Unsigned = Exclude<keyof RequestingCommands, SignedCommand>

/** The commands that a proven connection sends without a signature. */
export const unsignedMessages: { readonly [Name in Unsigned]: z.ZodType<Sent<RequestingCommands[Name][0]>> } =
  {
    state: z.strictObject({ id: commandId }),
    pin: z.strictObject({ id: commandId, name: typedName }),
    cancel: z.strictObject({ id: commandId, report: z.boolean(), notMine: z.boolean().exactOptional() }),
  }

const claimId = base64url.length(44).pipe(z.custom<ClaimId>())
const held = z.strictObject({ id: commandId, claimId })
const choice = z.strictObject({
  retire: z.strictObject({ credentialId, mode: z.enum(['lost', 'stolen']) }).nullable(),
  endOtherSessions: z.boolean(),
})

/** The commands of an approving device, as they are sent. */
export type ApprovingMessages = {
  readonly [Name in keyof ApprovingCommands]: Sent<ApprovingCommands[Name][0]>
}

/** The schema of each of them. */
export const approvingMessages: {
  readonly [Name in keyof ApprovingMessages]: z.ZodType<ApprovingMessages[Name]>
} = {
  claim: z.union([
    z.strictObject({ id: commandId, receipt: z.string().max(200) }),
    z.strictObject({ id: commandId, pin: z.string().max(64) }),
  ]),
  state: held,
  'renew-return-pin': held,
  'approve-options': held.extend({ choice }),
  approve: held.extend({ viewVersion: z.number().int().nonnegative(), choice, challengeId: id, assertion }),
  deny: held.extend({ report: z.boolean() }),
}
