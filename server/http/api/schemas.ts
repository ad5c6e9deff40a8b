import { z } from 'zod'
import type { SessionId } from '../../../shared/ids.ts'
import { assertion, credentialId, id, pairingId, registration, typedName } from '../../wire-fields.ts'
import type { Posts } from './visit.ts'

const sessionId = id.pipe(z.custom<SessionId>())
/** What an address brought along, however long: what is none is told so by its own rule. */
const wish = z.string()
const nothing = z.strictObject({})

const attested = z.strictObject({ challengeId: id, credential: registration })
const asserted = z.strictObject({ challengeId: id, assertion })

const sessionIds = z.array(sessionId).max(1000)

const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add-passkey') }),
  z.strictObject({ do: z.literal('remove-passkey'), credentialId }),
  z.strictObject({ do: z.literal('restore-passkey'), credentialId }),
  z.strictObject({ do: z.literal('report-stolen'), credentialId }),
  z.strictObject({ do: z.literal('rename-passkey'), credentialId, name: typedName }),
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
  '/api/sign-up/options': z.strictObject({ name: typedName, invite: wish.exactOptional() }),
  '/api/sign-up': attested,
  '/api/sign-in/options': z.strictObject({ hybrid: z.boolean().exactOptional() }),
  '/api/sign-in': asserted.extend({
    returnTo: wish.exactOptional(),
    thenAdd: z.boolean().exactOptional(),
  }),
  '/api/freeze/options': nothing,
  '/api/freeze': asserted,
  '/api/sign-out': nothing,
  '/api/step-up': z.strictObject({ action }),
  '/api/passkeys/options': z.strictObject({ stepUp: asserted }),
  '/api/passkeys': attested,
  '/api/passkeys/rename': passkeyChange.extend({ name: typedName }),
  '/api/passkeys/remove': passkeyChange,
  '/api/passkeys/report-stolen': passkeyChange,
  '/api/passkeys/restore': passkeyChange,
  '/api/scheduled/cancel': z.strictObject({ scheduledId: id, stepUp: asserted }),
  '/api/sessions/end': z.strictObject({ ids: sessionIds, stepUp: asserted }),
  '/api/recoveries/freeze': judgement,
  '/api/recoveries/lift': judgement,
  '/api/recoveries/undo': judgement.extend({ restoreRetired: z.boolean() }),
  '/api/admin/enter': z.strictObject({ stepUp: asserted }),
  '/api/admin/alarms/acknowledge': z.strictObject({
    alarmId: z.string().regex(/^[a-z-]{1,40}-\d{1,20}$/),
  }),
  '/api/admin/locks/release': z.strictObject({ lockId: id, reason: z.string().max(1024), stepUp: asserted }),
  '/api/look': z.strictObject({
    pairingId: id,
    step: z.int().min(0).max(999_999),
    secret: id,
  }),
}
