import type { ErrorCode } from '../../shared/errors.ts'
import { sessionMayAdminister } from '../passkeys/authority.ts'
import type { Session } from '../sessions/session.ts'
import type { AdminStanding, AdminStore } from './admin-store.ts'

/** Whether a session may open the console by a step-up: `true`, or why not. Null stands for a session that ended. */
export function mayEnter(standing: AdminStanding | null): true | ErrorCode {
  if (!standing) return 'not_signed_in'
  if (!standing.admin) return 'not_admin' // [D1]
  const may = sessionMayAdminister(standing.passkey)
  if (may !== true) return may // [D2]
  return true
}

/** Whether a session may see the console now, and change something there. */
export function maySee(standing: AdminStanding | null): true | ErrorCode {
  const may = mayEnter(standing)
  if (may !== true) return may
  if (!standing?.open) return 'step_up_due' // [D3]
  return true
}

/** Reads whether a session may see the console now. Throws StoreAway. */
export function createMayWatch(
  admins: Pick<AdminStore, 'standings'>,
): (session: Pick<Session, 'id'>) => Promise<true | ErrorCode> {
  return async ({ id }) => maySee((await admins.standings([id])).get(id) ?? null)
}
