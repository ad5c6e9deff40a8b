import { z } from 'zod'
import type { SessionAction } from '../../shared/api.ts'
import type { SessionId } from '../../shared/ids.ts'
import { type ActionsOf, anyPasskey } from '../passkeys/declared-actions.ts'
import { id } from '../requests/wire-fields.ts'

export const sessionIds = z.array(id.pipe(z.custom<SessionId>())).max(1000)

/** What an owner does with sessions. */
export const sessionActions: ActionsOf<SessionAction> = {
  'end-sessions': { spends: 'remedy', fields: { ids: sessionIds }, mayConfirm: anyPasskey },
}
