import type { IncomingMessage } from 'node:http'

/** Bytes of a body. The longest of ours, a registration with a chain of certificates, has some 8 kB. */
export const MOST_BODY_BYTES = 16 * 1024

/**
 * The status for a request whose body nobody begins to read, or null. A body in pieces (RFC 9112, section 7.1) may
 * come a byte at a time and without end: each piece costs a call of the parser, also where nobody reads it. Browsers
 * say how long ours are.
 */
export function refusedBody({ headers }: Pick<IncomingMessage, 'headers'>): 411 | 413 | null {
  if (headers['transfer-encoding'] !== undefined) return 411 // [H51]
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES) return 413 // [H52]
  return null
}
