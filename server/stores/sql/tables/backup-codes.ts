/** Sets of backup codes. */
export interface BackupCodeSetsTable {
  readonly id: string
  readonly account_id: string
  /** The passkey that made it. */
  readonly made_by: string
  readonly made_at: number
  readonly counts_from: number
  /** 1 from the sweep on that lets it count. */
  counting: number
  /** In which session its newest codes were shown, and when. */
  shown_in: string | null
  shown_at: number
  /** When the owner said that they have saved it. */
  saved_at: number | null
  /** When they last typed one of its codes to see whether it works. */
  tried_at: number | null
  /** When it will be switched off, and who asked for that; null unless it is scheduled. */
  off_at: number | null
  off_by: string | null
}

/** Their codes. */
export interface BackupCodesTable {
  readonly set_id: string
  readonly number: number
  /** Names its scheme and cost. */
  hash: string
  used_at: number | null
  /** Of one that came in place of a used one: who made it, when it is due to count, and since when it does. */
  made_by: string | null
  counts_from: number | null
  counts_since: number | null
  /** When the one before it was used. */
  used_before: number | null
}
