import type { ErrorCode } from '../../shared/errors.ts'

export interface Refusal {
  readonly ok: false
  readonly code: ErrorCode
  readonly retryAfterMs?: number
}

/** What a feature answers to the transport: a body, or one code of the closed list. */
export type Answer<Body extends object> = ({ readonly ok: true } & Body) | Refusal

export function refusal(code: ErrorCode, retryAfterMs?: number): Refusal {
  return retryAfterMs === undefined ? { ok: false, code } : { ok: false, code, retryAfterMs }
}
