import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'

/** Bytes to send, compressed once and not for each request. They must contain no secret (BREACH). */
export interface Encoded {
  readonly identity: Buffer
  readonly br: Buffer | null
  readonly gzip: Buffer | null
}

/** Brotli quality 9. Higher ones take seconds. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

export function encode(text: string): Encoded {
  const identity = Buffer.from(text)
  return { identity, br: brotliCompressSync(identity, BROTLI), gzip: gzipSync(identity) }
}

/** Sends the encoding that the browser accepts (RFC 9110, section 12.5.3). The content type must be set already. */
export function sendEncoded(request: Request, response: Response, { identity, br, gzip }: Encoded): void {
  response.vary('Accept-Encoding')
  const taken = request.acceptsEncodings(br ? ['br', 'gzip'] : ['gzip'])
  const bytes = taken === 'br' ? br : taken === 'gzip' ? gzip : null
  if (bytes && taken) response.set('Content-Encoding', taken)
  response.send(bytes ?? identity)
}
