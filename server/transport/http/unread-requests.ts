import { createHash } from 'node:crypto'
import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Careful } from '../../warnings/careful.ts'
import type { ReachCheck } from '../../warnings/reach-check.ts'

/** The error with which Node's parser gives up. */
interface Unread extends Error {
  readonly code?: string
  /** The bytes that could not be read. */
  readonly rawPacket?: Buffer
}

/** The style is inline: the browser would send the same cookies with a request for any other file. */
const STYLE =
  ':root { color-scheme: light dark; font: 1.1rem/1.55 system-ui, sans-serif } body { max-width: 34rem; margin: 12vh auto 0; padding: 0 1.25rem } h1 { line-height: 1.2 }'

/** How long the connection stays open for a client that is still sending. Milliseconds. */
const LINGER_MS = 500

const COOKIES = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Too many cookies</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Too many cookies</h1>
<p>Your browser sends more cookies with this page than the server can read.</p>
<p>Delete the cookies of this site, and of other sites under the same domain, in your browser’s settings. Then <a href="">load the page again</a>. You’ll have to sign in again.</p>
</main>
</body>
</html>
`

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`

/**
 * Answers what cannot be read as a request, with the status that Node would use, and with help for people who see it.
 */
export function answerUnread(
  http: Server,
  deps: { readonly reach: Pick<ReachCheck, 'onUnread'>; readonly careful: Careful },
) {
  const { reach, careful } = deps
  const answering = new WeakMap<Socket, ServerResponse>()
  http.on(
    'request',
    careful('a request before its answer', ({ socket }, response) => {
      answering.set(socket, response)
      response.once(
        'close',
        careful('the end of an answer', () => answering.delete(socket)),
      )
    }),
  )
  const leaving = new WeakSet<Socket>()
  const answer = (error: Unread, socket: Socket) => {
    if (leaving.has(socket)) return
    if (error.rawPacket) reach.onUnread(error.rawPacket)
    // In the middle of another answer it would be taken for a part of that answer.
    if (!socket.writable || answering.get(socket)?.headersSent) return void socket.destroy(error)
    if (error.code !== 'HPE_HEADER_OVERFLOW') {
      socket.write(answerTo(error.code))
      return void socket.destroy(error)
    }
    leaving.add(socket)
    // If the connection were closed at once, data that is still on its way would cause a reset, and the client would
    // never read the answer.
    socket.end(answerTo(error.code))
    setTimeout(
      careful('the end of a connection', () => socket.destroy()),
      LINGER_MS,
    ).unref()
  }
  http.on(
    'clientError',
    careful('what is no request', answer, (_error, socket) => socket.destroy()),
  )
}

function answerTo(code: string | undefined): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return whole('431 Request Header Fields Too Large', COOKIES)
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return whole('413 Payload Too Large')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return whole('408 Request Timeout')
    default:
      return whole('400 Bad Request')
  }
}

function whole(status: string, html = ''): string {
  const heads = [
    'Connection: close',
    ...(html
      ? [
          'Content-Type: text/html; charset=utf-8',
          'X-Content-Type-Options: nosniff',
          `Content-Security-Policy: ${POLICY}`,
        ]
      : []),
    `Content-Length: ${Buffer.byteLength(html)}`,
  ]
  return `HTTP/1.1 ${status}\r\n${heads.join('\r\n')}\r\n\r\n${html}`
}
