/** A budget: `points` per `windowMs` for each key. */
export interface LimitRule {
  /** Unique among all rules. */
  readonly name: string
  readonly points: number
  /** Whole seconds, in milliseconds. */
  readonly windowMs: number
  /** It limits guesses; see limits/judge-spending.ts. */
  readonly guess?: true
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterMs: number }

export interface Usage {
  /** Points spent in the running window, including refused ones. */
  readonly spent: number
  /** Milliseconds until the window ends. 0 if none is running. */
  readonly endsInMs: number
}

export interface Spending extends Usage {
  /** For guesses: how long the store has known us, in milliseconds. Infinity for any other rule. */
  readonly storeAgeMs: number
}

/** A budget, the key that it is counted by, and the cut network that admins may see for it. */
export type BudgetLine = readonly [rule: LimitRule, key: string, shown?: string]

/** Counts atomically before anything is compared. Throws StoreAway. */
export interface Limiter {
  /**
   * Takes one point of each line, in order and in one step. Stops after the first line that may be refused, so that
   * no line is charged for what another one refuses. A caller that allows it after all asks again for the rest.
   */
  spend(lines: readonly BudgetLine[]): Promise<readonly Spending[]>
  /** How much each key has spent under this rule. Spends nothing. */
  usage(rule: Pick<LimitRule, 'name'>, keys: readonly string[]): Promise<readonly Usage[]>
  /** Gives one point back, for a try that turned out to be right. */
  giveBack(rule: LimitRule, key: string): Promise<void>
  /** Resets what this key has spent under this rule. */
  clear(rule: LimitRule, key: string): Promise<void>
}
