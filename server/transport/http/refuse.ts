import type { Response } from 'express'
import type { ErrorBody } from '../../../shared/api.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { ERROR_STATUS } from '../../../shared/errors.ts'

export interface HttpRefusal {
  readonly code: ErrorCode
  readonly retryAfterMs?: number
}

/** Answers with a code of the closed list, and says nothing else about what happened. */
export function refuse(
  response: Response,
  refusal: HttpRefusal,
  status: number = ERROR_STATUS[refusal.code],
): void {
  const { code, retryAfterMs } = refusal
  if (retryAfterMs !== undefined) response.set('Retry-After', String(Math.ceil(retryAfterMs / 1000)))
  const body: ErrorBody = { error: retryAfterMs === undefined ? { code } : { code, retryAfterMs } }
  response.status(status).json(body)
}
