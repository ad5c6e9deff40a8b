import type { MeasureName } from '../../shared/admin.ts'

/** A key of a limiter that is near its budget or over it, as an admin may see it. */
export interface HotKey {
  /** Name of the rule. */
  readonly rule: string
  /** Keyed hash of the network, account or session; it groups and identifies nobody. */
  readonly key: string
  /** The cut network, or null. */
  readonly shown: string | null
  readonly spent: number
  readonly points: number
  readonly endsInMs: number
}

/** What was counted in one minute of the store's clock. */
export interface Minute {
  /** Milliseconds since this minute began; the running one is the first of a list. */
  readonly agoMs: number
  readonly counts: Readonly<Record<string, number>>
}

/** A cut network, and how much of one measure came from it in the last quarter of an hour. */
export interface Source {
  readonly measure: MeasureName
  /** Cut to /24 or /48. */
  readonly network: string
  readonly count: number
}

/** What is kept of counts beyond the hour and the word. */
export interface Rolled {
  /** Sums by measure, for the running hour. */
  readonly totals: Readonly<Partial<Record<MeasureName, number>>>
  /** The largest first: a full minute takes no new ones. */
  readonly sources: readonly Source[]
}

/** Minutes in which it is known where something came from: the window of the alarms. */
export const SOURCE_MINUTES = 15
/** Networks that are noted in one minute, for all measures: an attacker has many. */
export const MOST_SOURCES = 100
/** A week. */
export const KEPT_HOURS = 168

/** What admins watch: counts by minute and by hour, where they came from, and the hottest keys. Throws StoreAway. */
export interface Figures {
  /** Adds to the counts of the running minute and hour, and notes hot keys and sources. */
  add(counts: Readonly<Record<string, number>>, hot: readonly HotKey[], rolled?: Rolled): Promise<void>
  /** Newest first, at most 60; minutes in which nothing was counted are left out. */
  minutes(): Promise<readonly Minute[]>
  /** Hours of the store's clock by measure, newest first, at most 168; quiet ones are left out. */
  hours(): Promise<readonly Minute[]>
  /** Of the last 15 minutes, in sum, the largest first. */
  sources(): Promise<readonly Source[]>
  /** Fullest budget first; windows that are over are left out. */
  hotKeys(most: number): Promise<readonly HotKey[]>
}
