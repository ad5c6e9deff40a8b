import { randomBytes } from 'node:crypto'
import { frame, OPCODE, textFrame } from '../../support/raw-socket.ts'
import type { Line } from './leave.ts'
import type { Route } from './routes.ts'

/** Lines of a request that say who asks. */
export type Headers = Readonly<Record<string, string>>

type Way<Of> = (line: Line, of: Of, headers: Headers) => Promise<void>

const MANY = 40

/** Every way to leave an HTTP route early. */
export const HTTP_WAYS: Readonly<Record<string, Way<Route>>> = {
  async 'in half a header, by a reset'(line, route, headers) {
    await line.say(half(request(route, headers)))
    await line.reset()
  },
  async 'in half a header, by an end'(line, route, headers) {
    await line.say(half(request(route, headers)))
    await line.end()
  },
  async 'in half a body, by a reset'(line, route, headers) {
    await line.say(`${head(route, { ...headers, 'content-length': '1000' })}${route.body}`)
    await line.reset()
  },
  async 'in half a body, by an end'(line, route, headers) {
    await line.say(`${head(route, { ...headers, 'content-length': '1000' })}${route.body}`)
    await line.end()
  },
  async 'in half a chunk, by a reset'(line, route, headers) {
    await line.say(`${head(route, { ...headers, 'transfer-encoding': 'chunked' })}ff\r\n{`)
    await line.reset()
  },
  async 'after the request, by a reset'(line, route, headers) {
    await line.say(request(route, headers))
    await line.reset()
  },
  async 'after the request, by an end'(line, route, headers) {
    await line.say(request(route, headers))
    await line.end()
  },
  async 'during the answer, by a reset'(line, route, headers) {
    await line.say(request(route, headers))
    await line.hear()
    await line.reset()
  },
  async 'with many answers on their way, none of them read'(line, route, headers) {
    line.socket.pause()
    await line.say(request(route, headers).repeat(MANY))
    await line.reset()
  },
  async 'with two requests and half of a third'(line, route, headers) {
    const whole = request(route, headers)
    await line.say(whole + whole + half(whole))
    await line.hear()
    await line.reset()
  },
  async 'when it is asked for the body'(line, route, headers) {
    await line.say(head(route, { ...headers, 'content-length': '1000', expect: '100-continue' }))
    await line.hear()
    await line.reset()
  },
  async 'with a wish for another protocol'(line, route, headers) {
    const wishes = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQ' }
    await line.say(request(route, { ...headers, ...wishes }))
    await line.reset()
  },
  async 'with words that are no HTTP'(line, route, headers) {
    await line.say(`${request(route, headers)}\0\r\n\r\nGET / HTTP/9.9\r\n\r\n`)
    await line.end()
  },
}

/** Every way to leave the upgrade and what comes after it, in a namespace. */
export const SOCKET_WAYS: Readonly<Record<string, Way<string>>> = {
  async 'in half a wish, by a reset'(line, _namespace, headers) {
    await line.say(half(wish(headers)))
    await line.reset()
  },
  async 'in half a wish, by an end'(line, _namespace, headers) {
    await line.say(half(wish(headers)))
    await line.end()
  },
  async 'after the wish, by a reset'(line, _namespace, headers) {
    await line.say(wish(headers))
    await line.reset()
  },
  async 'after the wish, by an end'(line, _namespace, headers) {
    await line.say(wish(headers))
    await line.end()
  },
  async 'at the answer, by a reset'(line, _namespace, headers) {
    await upgraded(line, headers)
    await line.reset()
  },
  async 'at the answer, by an end'(line, _namespace, headers) {
    await upgraded(line, headers)
    await line.end()
  },
  async 'in half a frame, by a reset'(line, namespace, headers) {
    await upgraded(line, headers)
    await line.say(entering(namespace).subarray(0, 9))
    await line.reset()
  },
  async 'in half a frame, by an end'(line, namespace, headers) {
    await upgraded(line, headers)
    await line.say(entering(namespace).subarray(0, 9))
    await line.end()
  },
  async 'at the wish to enter, by a reset'(line, namespace, headers) {
    await upgraded(line, headers)
    await line.say(entering(namespace))
    await line.reset()
  },
  async 'at the wish to enter, by an end'(line, namespace, headers) {
    await upgraded(line, headers)
    await line.say(entering(namespace))
    await line.end()
  },
  async 'at the wish to enter, by a frame that says so'(line, namespace, headers) {
    await upgraded(line, headers)
    await line.say(Buffer.concat([entering(namespace), frame('', { opcode: OPCODE.close })]))
    await line.end()
  },
  async 'at the wish to enter, by leaving again'(line, namespace, headers) {
    await upgraded(line, headers)
    await line.say(Buffer.concat([entering(namespace), textFrame(`41${namespace},`)]))
    await line.reset()
  },
  async 'once inside, by a reset'(line, namespace, headers) {
    await entered(line, namespace, headers)
    await line.reset()
  },
  async 'once inside, in half a frame, by an end'(line, namespace, headers) {
    await entered(line, namespace, headers)
    await line.say(entering(namespace).subarray(0, 3))
    await line.end()
  },
  async 'once inside, with a ping that is not answered'(line, namespace, headers) {
    await entered(line, namespace, headers)
    await line.say(frame('', { opcode: OPCODE.ping }))
    await line.reset()
  },
}

/** Leaves right after a command, whose answer nobody waits for. */
export async function leaveAfterCommand(
  line: Line,
  namespace: string,
  headers: Headers,
  event: string,
): Promise<void> {
  await entered(line, namespace, headers)
  await line.say(textFrame(`42${namespace},7["${event}",{"id":"${'A'.repeat(22)}"}]`))
  await line.reset()
}

export function wish(headers: Headers): string {
  const key = randomBytes(16).toString('base64')
  const route = { method: 'GET', path: '/socket.io/?EIO=4&transport=websocket', body: '' } as const
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
  return head(route, { ...headers, ...upgrade, 'sec-websocket-key': key })
}

async function upgraded(line: Line, headers: Headers): Promise<void> {
  await line.say(wish(headers))
  await line.hear('\r\n\r\n')
}

async function entered(line: Line, namespace: string, headers: Headers): Promise<void> {
  await upgraded(line, headers)
  await line.say(entering(namespace))
  // Either it is let in, with an id, or refused, with a word.
  await line.hear(namespace === '/' ? '{"' : `${namespace},{"`)
}

function entering(namespace: string): Uint8Array {
  return textFrame(`40${namespace},{"v":1}`)
}

function request(route: Route, headers: Headers): string {
  const length = Buffer.byteLength(route.body)
  return `${head(route, length > 0 ? { ...headers, 'content-length': String(length) } : headers)}${route.body}`
}

function head({ method, path }: Route, headers: Headers): string {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers })
  return [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''].join(
    '\r\n',
  )
}

function half(text: string): string {
  return text.slice(0, text.length / 2)
}
