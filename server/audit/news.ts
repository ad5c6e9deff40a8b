import type { AuditAction } from './audit-entry.ts'

/**
 * What of the audit is news about security, and how many of a kind stand by themselves on the account page before
 * the older ones become one row with a count; null for what is not. Kinds that someone else can bring about without
 * end are one row from the beginning.
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
  'pairing-ended': null,
  'pairing-code-reused': 1,
  'pairing-locked': 1,
  'lock-released': null,
  'admin-granted': 3,
  'admin-revoked': 3,
  'admin-entered': 1,
  'alarm-acknowledged': null,
  'replacement-registered': 5,
  'replacement-proven': 5,
  'replacement-swept': 3,
  'recovery-frozen': 5,
  'recovery-lifted': 5,
  'recovery-undone': 5,
  'changes-stopped': 5,
}

const all = Object.entries(STAND_ALONE) as [AuditAction, number | null][]

/** News about security. */
export const NEWS: readonly AuditAction[] = all.flatMap(([action, alone]) => (alone === null ? [] : [action]))

/** The rest of what happened. */
export const NO_NEWS: readonly AuditAction[] = all.flatMap(([action, alone]) =>
  alone === null ? [action] : [],
)

/** How many of a kind stand by themselves, at most. */
export const MOST_ALONE = Math.max(...all.map(([, alone]) => alone ?? 0))

export function standAlone(action: AuditAction): number {
  return STAND_ALONE[action] ?? 0
}
