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

/** The answer was lost, or the server failed, perhaps after it had written. */
const PERHAPS = new Set<PageErrorCode>(['offline', 'store_away', 'internal'])

/** Whether nobody knows if what was refused so was done. */
export function isPerhapsDone({ code }: PageError): boolean {
  return PERHAPS.has(code)
}
