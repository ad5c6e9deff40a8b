/** What nodes tell each other; see announcer.ts. */
export const CHANGES = ['recovery-changed', 'account-changed', 'sessions-ended'] as const

/** What changed. */
export type Change = (typeof CHANGES)[number]

/** Tells the other nodes of one kind of change. */
export interface Announcement {
  readonly change: Change
  /** The ids of what changed. */
  readonly ids: readonly string[]
}

/** Carries announcements between the nodes of one deployment. Any of them may get lost. */
export interface Relay {
  send(announcements: readonly Announcement[]): void
  /** Calls `listener` with what other nodes sent. The form was checked; who sent it is not proven. */
  hear(listener: (announcements: readonly Announcement[]) => void): void
}
