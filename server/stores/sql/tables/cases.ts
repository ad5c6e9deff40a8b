/** Cases of people who have nothing left, whether somebody has the name that they typed or not. */
export interface CasesTable {
  readonly id: string
  readonly number: string
  readonly page_key: string
  readonly name: string
  readonly folded_name: string
  /** Null if nobody has the name. */
  readonly account_id: string | null
  readonly device: string
  readonly network: string
  readonly place: string | null
  readonly opened_at: number
  /** `open`, `checked` by one supporter, `confirmed` by two; then `used` or `closed`. */
  state: string
  /** Whether supporters see it without its number: 1 or 0. */
  in_queue: number
  /** Until when supporters can help, or the code can be typed. */
  expires_at: number
  /** What the first supporter wrote, and who that was. */
  check_text: string | null
  checked_by: string | null
  confirmed_by: string | null
  /** The supporter who ended what came of it, and when. */
  ended_by: string | null
  ended_at: number | null
  code_hash: string | null
  /** The id of the address that the code was mailed to; null if it was read out. */
  mailed_to: string | null
  tries_left: number
}
