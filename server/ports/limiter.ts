/** A budget: `points` per `windowMs` for each key. */
export interface LimitRule {
  readonly name: string
  readonly points: number
  readonly windowMs: number
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterMs: number }

/** Counts atomically before anything is compared. Throws StoreAway. */
export interface Limiter {
  /** Takes one point; refused once the budget of the window is spent. */
  spend(rule: LimitRule, key: string): Promise<Verdict>
  /** Gives one point back, for a try that turned out to be right. */
  giveBack(rule: LimitRule, key: string): Promise<void>
  /** Forgets what this key has spent under this rule. */
  clear(rule: LimitRule, key: string): Promise<void>
}
