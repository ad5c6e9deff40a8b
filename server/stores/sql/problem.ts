/** Why a database cannot be used, as the end of a sentence about it, and what to do, in whole sentences. */
export interface Problem {
  readonly reason: string
  readonly mend: string
}
