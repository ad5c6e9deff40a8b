/** A budget: `points` per `windowMs` for each key. */
export interface LimitRule {
  /** Unique among all rules. */
  readonly name: string
  readonly points: number
  /** Whole seconds, in milliseconds. */
  readonly windowMs: number
  /** Guards a guess; see limits/judge-spending.ts. */
  readonly guess?: true
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterMs: number }

export interface Usage {
  /** Points spent in the running window, refused ones too. */
  readonly spent: number
  /** Milliseconds until the window ends; 0 when none runs. */
  readonly endsInMs: number
}

export interface Spending extends Usage {
  /** Of a guess: how long the store has known us. Infinity for any other rule. */
  readonly storeAgeMs: number
}

/** A budget, the key that it is counted by, and the cut network that admins may see of it. */
export type Line = readonly [rule: LimitRule, key: string, shown?: string]

/** Counts atomically before anything is compared. Throws StoreAway. */
export interface Limiter {
  /**
   * Takes one point of each line, in order and in one step. It stops behind the first line that may be refused, so that
   * none is charged for what another refuses; whoever finds it allowed after all asks again for the rest.
   */
  spend(lines: readonly Line[]): Promise<readonly Spending[]>
  /** What each key has spent under this rule; spends nothing. */
  usage(rule: Pick<LimitRule, 'name'>, keys: readonly string[]): Promise<readonly Usage[]>
  /** Gives one point back, for a try that turned out to be right. */
  giveBack(rule: LimitRule, key: string): Promise<void>
  /** Forgets what this key has spent under this rule. */
  clear(rule: LimitRule, key: string): Promise<void>
}
