import type { ErrorCode } from '../../shared/errors.ts'

/** Every refusal that a page shows: the server's, and those that only a page can notice. */
export type PageErrorCode = ErrorCode | 'offline' | 'origin_hidden'

export interface PageError {
  readonly code: PageErrorCode
  readonly retryAfterMs?: number
}

export type Result<Body> =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly error: PageError }
