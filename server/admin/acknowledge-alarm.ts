import type { AuditLog } from '../audit/audit-log.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import type { AdminStore } from './admin-store.ts'
import type { AlarmLog } from './alarm-log.ts'
import { maySee } from './may-see.ts'

export interface AcknowledgeDeps {
  readonly admins: Pick<AdminStore, 'standings'>
  readonly alarmLog: Pick<AlarmLog, 'acknowledge' | 'takeBack'>
  readonly audit: Pick<AuditLog, 'append'>
}

/**
 * Tells all admins that one of them has seen an alarm. It ends nothing, so it needs only the right to watch. If it
 * cannot be written into the audit, it does not happen.
 */
export type AcknowledgeAlarm = (
  session: Session,
  alarmId: string,
  context: RequestContext,
) => Promise<Answer<object>>

export function createAcknowledgeAlarm({ admins, alarmLog, audit }: AcknowledgeDeps): AcknowledgeAlarm {
  return async (session, alarmId, context) => {
    const { id: sessionId, accountId } = session
    const may = maySee((await admins.standings([sessionId])).get(sessionId) ?? null)
    if (may !== true) return refusal(may) // [A123]
    // Only the first one is written into the audit, so nobody can fill it this way.
    if (!(await alarmLog.acknowledge(alarmId, accountId))) return refusal('not_found')
    const done = { action: 'alarm-acknowledged', accountId, sessionId, ...trace(context) } as const
    try {
      await audit.append({ ...done, detail: alarmId })
    } catch (error) {
      await alarmLog.takeBack(alarmId, accountId) // [A129]
      throw error
    }
    return { ok: true }
  }
}
