import { z } from 'zod'
import type { AdminAction } from '../../shared/admin-posts.ts'
import { mayAdminister } from '../passkeys/authority.ts'
import type { ActionsOf } from '../passkeys/declared-actions.ts'
import { id } from '../requests/wire-fields.ts'

/** Which event is to be sent again; null for all of them. */
export const eventId = z
  .string()
  .regex(/^[\w-]{1,100} [a-z]{1,20}$/)
  .nullable()

/** What an admin confirms. */
export const adminActions: ActionsOf<AdminAction> = {
  'enter-admin': { spends: null, fields: {}, mayConfirm: () => mayAdminister },
  'release-lock': { spends: null, fields: { lockId: id }, mayConfirm: () => mayAdminister },
  'replay-event': { spends: null, fields: { eventId }, mayConfirm: () => mayAdminister },
}
