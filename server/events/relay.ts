/** What a node tells the others; see announcer.ts. */
export const CHANGES = ['pairing-changed', 'account-changed', 'sessions-ended'] as const

export type Change = (typeof CHANGES)[number]

export interface Announcement {
  readonly change: Change
  /** Of what changed. */
  readonly ids: readonly string[]
}

/** Carries announcements between the nodes of one deployment: hints, any of which may be lost. */
export interface Relay {
  send(announcements: readonly Announcement[]): void
  /** What other nodes have sent, in the form that it must have; who sent it is not proven. */
  hear(listener: (announcements: readonly Announcement[]) => void): void
}
