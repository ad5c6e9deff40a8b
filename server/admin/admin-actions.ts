import type { AdminAction } from '../../shared/admin-posts.ts'
import { mayAdminister } from '../passkeys/authority.ts'
import type { ActionsOf } from '../passkeys/declared-actions.ts'
import { id } from '../requests/wire-fields.ts'

/** What an admin confirms. */
export const adminActions: ActionsOf<AdminAction> = {
  'enter-admin': { fields: {}, mayConfirm: () => mayAdminister },
  'release-lock': { fields: { lockId: id }, mayConfirm: () => mayAdminister },
}
