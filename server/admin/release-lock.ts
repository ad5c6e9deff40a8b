import type { Asserted } from '../../shared/api.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import { mayAdminister } from '../passkeys/authority.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import type { AdminStore } from './admin-store.ts'
import type { HeldLock, HeldLocks } from './held-locks.ts'
import { maySee } from './may-see.ts'
import { parseReason } from './reason.ts'

export interface ReleaseLockDeps {
  readonly admins: Pick<AdminStore, 'standings'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly locks: Pick<HeldLocks, 'release' | 'add'>
  readonly audit: Pick<AuditLog, 'append'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** Which lock, why, and the step-up that was made for exactly this one. */
interface LockRelease {
  readonly lockId: string
  readonly reason: string
  readonly stepUp: Asserted
}

/** Ends a lock early. If it cannot be written into the audit, it does not happen. */
export type ReleaseLock = (
  session: Session,
  release: LockRelease,
  context: RequestContext,
) => Promise<Answer<object>>

export function createReleaseLock(deps: ReleaseLockDeps): ReleaseLock {
  const { admins, stepUp, locks, audit, announcer } = deps
  return async (session, { lockId, reason: wish, stepUp: asserted }, context) => {
    const may = maySee((await admins.standings([session.id])).get(session.id) ?? null)
    if (may !== true) return refusal(may) // [D8]
    const reason = parseReason(wish)
    if (reason === null) return refusal('bad_request')
    const stepped = await stepUp.finish(session, { do: 'release-lock', lockId }, asserted)
    if (!stepped.ok) return stepped // [D9]
    const mayConfirm = mayAdminister(stepped.credential)
    if (mayConfirm !== true) return refusal(mayConfirm) // [D60]
    const lock = await locks.release(lockId)
    if (!lock) return refusal('not_found')
    try {
      for (const entry of releaseEntries(session, lock, reason, context)) await audit.append(entry)
    } catch (error) {
      await locks.add(lock, lock.leftMs) // [D10]
      throw error
    }
    if (lock.locked.kind === 'account') announcer.accountChanged(lock.locked.accountId)
    return { ok: true }
  }
}

/**
 * One entry for the admin, and one for the Activity of the account that was freed, which says nothing about the
 * admin.
 */
function releaseEntries(
  session: Session,
  lock: HeldLock,
  reason: string,
  context: RequestContext,
): AuditEntry[] {
  const { id: sessionId, accountId } = session
  const about = { action: 'lock-released', recoveryId: lock.recoveryId } as const
  const freed = lock.locked.kind === 'account' ? lock.locked.accountId : null
  // The reason comes last, so that nothing in it can look like the fields before it.
  const detail = `lock ${lock.id} of ${freed === null ? 'a page' : `account ${freed}`}: ${reason}`
  const done: AuditEntry = {
    ...{ ...about, accountId, sessionId, ...trace(context), detail },
    ...(freed !== null && { aboutId: freed }), // [A160]
  }
  return freed === null || freed === accountId ? [done] : [done, { ...about, accountId: freed }]
}
