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

export type Spending = Verdict &
  Usage & {
    /** Of a guess: how long the store has known us. Infinity for any other rule. */
    readonly storeAgeMs: number
  }

/** Counts atomically before anything is compared. Throws StoreAway. */
export interface Limiter {
  /** Takes one point; refused once the budget of the window is spent. */
  spend(rule: LimitRule, key: string): Promise<Spending>
  /** What this key has spent under this rule; spends nothing. */
  usage(rule: Pick<LimitRule, 'name'>, key: string): Promise<Usage>
  /** Gives one point back, for a try that turned out to be right. */
  giveBack(rule: LimitRule, key: string): Promise<void>
  /** Forgets what this key has spent under this rule. */
  clear(rule: LimitRule, key: string): Promise<void>
}
