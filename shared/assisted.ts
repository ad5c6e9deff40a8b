import type { PageKey } from './ids.ts'
import type { SignedPost, SlowRecoveryView } from './slow-recovery.ts'

// What crosses the wire for assisted recovery, and what it adds to the lists that are the same for all recovery methods.

/** The posts of the page that an operator's link opens. */
export interface OperatorLinkPosts {
  /** The account that the link is for. Changes nothing. */
  '/api/operator-link/look': [
    { readonly secret: string; readonly pageKey: PageKey },
    { readonly name: string },
  ]
  /** Uses the link for this page. */
  '/api/operator-link/prove': [SignedPost, SlowRecoveryView]
}

/** What is signed. */
export interface OperatorLinkBodies {
  '/api/operator-link/prove': { readonly secret: string }
}

/** Its actions in the audit, each with its rows in the security news. */
export const ASSISTED_AUDIT_ACTIONS = {
  'operator-link-made': 3,
  'operator-link-voided': 1,
} as const

export type AssistedAuditAction = keyof typeof ASSISTED_AUDIT_ACTIONS

/** Why its recoveries end, beside the causes of every method. */
export const ASSISTED_END_CAUSES = ['operator-ended'] as const
