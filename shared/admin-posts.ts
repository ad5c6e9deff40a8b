import type { Asserted } from './api.ts'

/** What an admin confirms by a step-up. */
export type AdminAction =
  | { readonly do: 'enter-admin' }
  | { readonly do: 'release-lock'; readonly lockId: string }
  /** Null: all of them. */
  | { readonly do: 'replay-event'; readonly eventId: string | null }

/** What an admin does. */
export interface AdminPosts {
  /**
   * Opens the console for this session. Needs the role, a passkey that is not young, and a step-up for `enter-admin`.
   */
  '/api/admin/enter': [{ readonly stepUp: Asserted }, Record<never, never>]
  /** Marks an alarm as seen. `not_found` if there is no such alarm, or another admin was first. */
  '/api/admin/alarms/acknowledge': [{ readonly alarmId: string }, Record<never, never>]
  /** Ends a lock early. `reason` has 3 to 200 characters and is written into the audit. */
  '/api/admin/locks/release': [
    { readonly lockId: string; readonly reason: string; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  /** Sends a dead event again, or all of them (null). `not_found` if there is none (any more). */
  '/api/admin/events/replay': [
    { readonly eventId: string | null; readonly stepUp: Asserted },
    Record<never, never>,
  ]
}
