import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Careful } from '../warnings/careful.ts'
import type { ReachCheck } from '../warnings/reach-check.ts'

/** How the parser of Node says that it gave up. */
interface Unread extends Error {
  readonly code?: string
  /** What could not be read. */
  readonly rawPacket?: Buffer
}

const COOKIES =
  'Your browser sends more cookies with this page than the server can read.\n' +
  'Delete the cookies of this site and of its neighbors in the settings of your browser, then load the page again.\n'

/** Answers what is no request that can be read, as Node would, and with what helps where people see it. */
export function answerUnread(
  http: Server,
  deps: { readonly reach: Pick<ReachCheck, 'onUnread'>; readonly careful: Careful },
) {
  const { reach, careful } = deps
  const answering = new WeakSet<Socket>()
  http.on(
    'request',
    careful('a request before its answer', ({ socket }, response) => {
      answering.add(socket)
      response.once(
        'close',
        careful('the end of an answer', () => answering.delete(socket)),
      )
    }),
  )
  const answer = (error: Unread, socket: Socket) => {
    if (error.rawPacket) reach.onUnread(error.rawPacket)
    // In the middle of another answer it would be taken for a part of that.
    if (socket.writable && !answering.has(socket)) socket.write(answerTo(error.code))
    socket.destroy(error)
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

function whole(status: string, body = ''): string {
  const kind = body && 'Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n'
  return `HTTP/1.1 ${status}\r\nConnection: close\r\n${kind}Content-Length: ${body.length}\r\n\r\n${body}`
}
