import type { Response } from 'express'
import type { ErrorBody } from '../../../shared/api.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { ERROR_STATUS } from '../../../shared/errors.ts'

export interface HttpRefusal {
  readonly code: ErrorCode
  readonly retryAfterMs?: number
}

/** Seconds to wait where nothing says how long. */
const BUSY_S = 5
/** What goes by itself: a budget that is used up, a server or store that can't answer now. */
const BUSY: readonly number[] = [429, 503]

/** Says in the header when it is worth trying again (RFC 9110, section 10.2.3), if anything is known of that. */
export function sayWhen(response: Response, status: number, retryAfterMs?: number): void {
  if (retryAfterMs === undefined && !BUSY.includes(status)) return
  const seconds = retryAfterMs === undefined ? BUSY_S : Math.max(1, Math.ceil(retryAfterMs / 1000))
  response.set('Retry-After', String(seconds)) // [H91]
}

/** Answers with a code of the closed list, and says nothing else about what happened. */
export function refuse(
  response: Response,
  refusal: HttpRefusal,
  status: number = ERROR_STATUS[refusal.code],
): void {
  const { code, retryAfterMs } = refusal
  sayWhen(response, status, retryAfterMs)
  const body: ErrorBody = { error: retryAfterMs === undefined ? { code } : { code, retryAfterMs } }
  response.status(status).json(body)
}
