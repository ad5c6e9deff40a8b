// What assisted recovery adds to the lists that are the same for all recovery methods.

/** Its actions in the audit, each with its rows in the security news. */
export const ASSISTED_AUDIT_ACTIONS = {
  'operator-link-made': 3,
  'operator-link-voided': 1,
} as const

export type AssistedAuditAction = keyof typeof ASSISTED_AUDIT_ACTIONS

/** Why its recoveries end, beside the causes of every method. */
export const ASSISTED_END_CAUSES = ['operator-ended'] as const
