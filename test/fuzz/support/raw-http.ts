import { connect } from 'node:net'
import type { WayIn } from '../../support/way-in.ts'
import { BOUND_MS } from './health.ts'

export interface RawAnswer {
  /** 0 when the connection was closed without a word. */
  readonly status: number
  readonly body: string
}

export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Sends a request byte for byte, with no client in between that would mend it, and reads to the end. */
export function exchange(
  url: string,
  { method, path, headers, body }: RawRequest,
  { from }: Pick<WayIn, 'from'>,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const lines = Object.entries({ ...headers, 'content-length': String(body.length), connection: 'close' })
  const head = [
    `${method} ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    ...lines.map((line) => line.join(': ')),
  ]
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect({ host: hostname, port: Number(port), ...from })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`No answer to ${method} ${path} in ${BOUND_MS} ms.`))
    }, BOUND_MS)
    // Whoever is refused early may find the connection reset while still writing.
    socket.on('error', () => {})
    socket.on('data', (part) => parts.push(part))
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(parsed(Buffer.concat(parts).toString()))
    })
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'utf8'), body]))
  })
}

function parsed(text: string): RawAnswer {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
  return { status, body: text.slice(text.indexOf('\r\n\r\n') + 4) }
}
