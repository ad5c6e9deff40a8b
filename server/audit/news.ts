import { AUDIT_ACTIONS, type AuditAction } from '../../shared/audit.ts'

const all = Object.entries(AUDIT_ACTIONS) as [AuditAction, number | null][]

/** The actions that are security news. */
export const NEWS: readonly AuditAction[] = all.flatMap(([action, alone]) => (alone === null ? [] : [action]))

/** The other actions. */
export const NO_NEWS: readonly AuditAction[] = all.flatMap(([action, alone]) =>
  alone === null ? [action] : [],
)

/** The most rows of its own that any action gets. */
export const MOST_ALONE = Math.max(...all.map(([, alone]) => alone ?? 0))

/** How many rows of its own an action gets; 0 if it is no news. */
export function standAlone(action: AuditAction): number {
  return AUDIT_ACTIONS[action] ?? 0
}
