import type { MeasureName } from '../../shared/admin.ts'

/** A key of a limiter that is close to its budget or over it, as an admin may see it. */
export interface HotKey {
  /** Name of the rule. */
  readonly rule: string
  /** Keyed hash of the network, account or session. It groups what belongs together and identifies nobody. */
  readonly key: string
  /** The cut network, or null. */
  readonly shown: string | null
  readonly spent: number
  readonly points: number
  readonly endsInMs: number
}

/** What was counted in one minute of the store's clock. */
export interface Minute {
  /** Milliseconds since this minute began. The first of a list is still running. */
  readonly agoMs: number
  readonly counts: Readonly<Record<string, number>>
}

/** A cut network, and how much of one measure came from it in the last 15 minutes. */
export interface Source {
  readonly measure: MeasureName
  /** Cut to /24 or /48. */
  readonly network: string
  readonly count: number
}

/** What is kept of the counts beyond minutes and words. */
export interface Rolled {
  /** The counts of the running hour, by measure. */
  readonly totals: Readonly<Partial<Record<MeasureName, number>>>
  /** The largest first, because a full minute takes no new ones. */
  readonly sources: readonly Source[]
}

/** How many minutes sources are kept: the window of the alarms. */
export const SOURCE_MINUTES = 15
/** How many networks are noted in one minute, for all measures together. An attacker can have many. */
export const MOST_SOURCES = 100
/** A week. */
export const KEPT_HOURS = 168

/**
 * What admins see: counts by minute and by hour, their sources, and the keys closest to their limits. Throws
 * StoreAway.
 */
export interface Figures {
  /** Adds to the counts of the running minute and hour, and stores hot keys and sources. */
  add(counts: Readonly<Record<string, number>>, hot: readonly HotKey[], rolled?: Rolled): Promise<void>
  /** Newest first, at most 60. Minutes in which nothing was counted are left out. */
  minutes(): Promise<readonly Minute[]>
  /**
   * Hours of the store's clock, by measure, newest first, at most 168. Hours in which nothing was counted are left
   * out.
   */
  hours(): Promise<readonly Minute[]>
  /** Sums of the last 15 minutes, the largest first. */
  sources(): Promise<readonly Source[]>
  /** The fullest budget first. Windows that have ended are left out. */
  hotKeys(most: number): Promise<readonly HotKey[]>
}
