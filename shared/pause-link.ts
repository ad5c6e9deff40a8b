import type { RequesterFacts, SlowMethodId } from './recovery.ts'
import type { SlowState } from './slow-recovery.ts'

// A link in a mail pauses a recovery without another device. Opening it changes nothing; pressing its button acts.

/** The recovery that a link leads to. */
export interface LinkedRecovery extends RequesterFacts {
  /** Of the account. */
  readonly name: string
  readonly methods: readonly SlowMethodId[]
  readonly startedAt: number
  readonly state: SlowState
  /** Until when it waits; null if it doesn't. */
  readonly until: number | null
  /** What the button would do now. */
  readonly does: 'pauses' | 'nothing'
}

/** The posts of the page that the link opens. `code_invalid` for a link that leads nowhere. */
export interface PauseLinkPosts {
  /** Changes nothing. */
  '/api/pause-link/look': [{ readonly secret: string }, LinkedRecovery]
  '/api/pause-link/press': [
    { readonly secret: string },
    { readonly outcome: 'paused' | 'nothing'; readonly until: number | null },
  ]
}
