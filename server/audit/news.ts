import type { AuditAction } from './audit-entry.ts'

/**
 * Which actions are security news: for each, how many rows of its own it gets on the account page. Older ones share one
 * row with a count. An action that others can cause again and again gets one row. Null for an action that is no news.
 */
const STAND_ALONE: Readonly<Record<AuditAction, number | null>> = {
  'account-created': 1,
  'signed-in': null,
  'signed-out': null,
  'sign-in-refused': 1,
  'step-up-refused': 1,
  'session-ended': 3,
  'passkey-added': 5,
  'passkey-renamed': null,
  'passkey-renamed-by-newer': 5,
  'passkey-set-aside': 5,
  'passkey-removed': 5,
  'passkey-scheduled': 5,
  'passkey-unscheduled': 3,
  'passkey-suspended': 5,
  'passkey-kept': 1,
  'passkey-restored': 3,
  'counter-regressed': 5,
  'pairing-claimed': null,
  'pairing-second-claimant': 1,
  'pairing-approved': 5,
  'pairing-denied': null,
  'pairing-reported': 3,
  'recovery-ended': null,
  'pairing-code-reused': 1,
  'pairing-locked': 1,
  'lock-released': null,
  'admin-granted': 3,
  'admin-revoked': 3,
  'admin-entered': 1,
  'alarm-acknowledged': null,
  'recovery-registered': 5,
  'recovery-proven': 5,
  'recovery-lapsed': 3,
  'recovery-frozen': 5,
  'recovery-lifted': 5,
  'recovery-undone': 5,
  'changes-stopped': 5,
}

const all = Object.entries(STAND_ALONE) as [AuditAction, number | null][]

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
  return STAND_ALONE[action] ?? 0
}
