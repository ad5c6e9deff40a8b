import type { NamedPasskey } from './account-page.ts'
import type { Asserted } from './api.ts'

// Renaming and deleting an account.

/** The actions that need a step-up. The name is as it is posted. */
export type AccountAction =
  | { readonly do: 'rename-account'; readonly name: string }
  /** Takes the last renaming back. */
  | { readonly do: 'restore-account-name' }
  | { readonly do: 'delete-account' }
  /** Cancels the deletion. */
  | { readonly do: 'keep-account' }

/** What about the account itself can be taken back. */
export interface AccountChangeRows {
  /** The last renaming, as long as it can be taken back. */
  readonly renamed: {
    readonly from: string
    readonly by: NamedPasskey
    readonly at: number
    readonly backUntil: number
  } | null
  /** Set if the account will be deleted. Until then everything works. `isLate`: it waits for a recovery to end. */
  readonly deletion: {
    readonly by: NamedPasskey
    readonly askedAt: number
    readonly dueAt: number
    readonly isLate: boolean
  } | null
}

/** What is written down of it. */
export const ACCOUNT_AUDIT_ACTIONS = {
  'account-renamed': 5,
  'account-name-restored': 3,
  'account-deletion-scheduled': 5,
  'account-deletion-cancelled': 3,
  'account-deleted': 1,
} as const

/** The posts. */
export interface AccountChangePosts {
  '/api/account/rename': [
    { readonly name: string; readonly stepUp: Asserted },
    /** Until when it can be taken back, in milliseconds since 1970. */
    { readonly backUntil: number },
  ]
  '/api/account/restore-name': [{ readonly stepUp: Asserted }, Record<never, never>]
  '/api/account/delete': [{ readonly stepUp: Asserted }, { readonly dueAt: number }]
  '/api/account/keep': [{ readonly stepUp: Asserted }, Record<never, never>]
}
