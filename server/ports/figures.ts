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

/** What admins watch: counts for each minute of the last hour, and the hottest keys. Throws StoreAway. */
export interface Figures {
  /** Adds to the counts of the running minute, and notes hot keys. */
  add(counts: Readonly<Record<string, number>>, hot: readonly HotKey[]): Promise<void>
  /** Newest first, at most 60; minutes in which nothing was counted are left out. */
  minutes(): Promise<readonly Minute[]>
  /** Fullest budget first; windows that are over are left out. */
  hotKeys(most: number): Promise<readonly HotKey[]>
}
