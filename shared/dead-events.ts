/** An event that nobody took and that is tried no more. */
export interface DeadEventRow {
  readonly id: string
  /** Such as `recovery.done`. */
  readonly type: string
  readonly receiver: 'callback' | 'webhook'
  /** When it happened. */
  readonly agoMs: number
  /** What the last try ended with: a status of HTTP, a code of the system, or a word of ours. Null: it was never tried. */
  readonly why: string | null
  readonly tries: number
}

/** The newest of them, and how many there are. */
export interface DeadEvents {
  readonly all: number
  readonly newest: readonly DeadEventRow[]
}
