import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach } from 'mocha'
import { newAddress } from './new-address.ts'
import { wayIn } from './way-in.ts'

const SOCKETS = '/socket.io/?EIO=4&transport=websocket'

export interface Knock {
  readonly path?: string
  /** Undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly address?: string
  /** The origin of the site unless given; null sends none. */
  readonly origin?: string | null
  readonly method?: string
}

/** A WebSocket as bare bytes, for frames that no library would send. */
export interface RawSocket {
  readonly socket: Socket
  /** What came so far, as text. */
  readonly heard: () => string
  /** Of the answer to the upgrade. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Resolves when the connection is gone, with how long that took in milliseconds. */
  readonly gone: Promise<number>
  send(...frames: readonly Uint8Array[]): void
}

const open: Socket[] = []
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy()
})

/** Asks for a WebSocket by hand, and gives the status of the answer. */
export async function knock(url: string, wish: Knock = {}): Promise<number> {
  const answer = await upgrade(url, wish)
  if (typeof answer === 'number') return answer
  answer.socket.destroy()
  return 101
}

/** A WebSocket that the server has accepted; it is destroyed when the test ends. */
export async function rawSocket(url: string, wish: Knock = {}): Promise<RawSocket> {
  const answer = await upgrade(url, wish)
  if (typeof answer === 'number') throw new Error(`The upgrade was answered with ${answer}.`)
  open.push(answer.socket)
  return answer
}

/** One that has entered a namespace, `/lost` unless another is named, or was told that it may not. */
export async function enteredSocket(url: string, wish: Knock = {}, namespace = '/lost'): Promise<RawSocket> {
  const raw = await rawSocket(url, wish)
  raw.send(textFrame(`40${namespace},{"v":1}`))
  // What came before this answer would be nobody's, and close the connection.
  const answered = () =>
    raw.heard().includes(`0${namespace},{"sid"`) || raw.heard().includes(`44${namespace},`)
  while (!answered() && !raw.socket.destroyed) await Promise.race([once(raw.socket, 'data'), raw.gone])
  return raw
}

/** Rejects unless the server has ended each of these within this time of its upgrade. */
export async function goneWithin(
  ms: number,
  sockets: readonly RawSocket[],
  what = 'a socket',
): Promise<void> {
  const late = new Promise<number>((resolve) => setTimeout(resolve, ms, Number.POSITIVE_INFINITY).unref())
  const times = await Promise.all(sockets.map(({ gone }) => Promise.race([gone, late])))
  const left = times.filter((time) => time > ms).length
  if (left > 0) throw new Error(`After ${ms} ms the server still held ${left} of ${times.length}: ${what}.`)
}

function upgrade(url: string, wish: Knock): Promise<RawSocket | number> {
  const { path = SOCKETS, address = newAddress(), origin = url, method = 'GET' } = wish
  const way = wayIn(url, address)
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...way.headers,
    ...(origin !== null && { origin }),
    ...wish.headers,
  }
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new Promise((resolve, reject) => {
    const options = { method, headers: Object.fromEntries(sent), agent: false, ...way.from }
    const asked = request(`${url}${path}`, options)
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('upgrade', (response, socket, head) => {
      const began = performance.now()
      let text = head.toString('latin1')
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1')
      })
      const gone = new Promise<number>((left) => {
        socket.once('close', () => left(performance.now() - began))
      })
      socket.on('error', () => {})
      resolve({
        socket: socket as Socket,
        heard: () => text,
        headers: response.headers,
        gone,
        send: (...frames) => void socket.write(Buffer.concat(frames)),
      })
    })
    asked.end()
  })
}

export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export interface FrameShape {
  readonly opcode?: number
  /** Whether the message ends with it. */
  readonly last?: boolean
  /** Says that it is compressed. */
  readonly compressed?: boolean
  /** The length that it claims, if not its own. */
  readonly claims?: number
}

/** RFC 6455, section 5.2: a frame from a client, under a mask of zeros. */
export function frame(payload: Uint8Array | string, shape: FrameShape = {}): Uint8Array {
  const { opcode = OPCODE.text, last = true, compressed = false } = shape
  const bytes = Buffer.from(payload)
  const size = shape.claims ?? bytes.length
  const first = (last ? 0x80 : 0) | (compressed ? 0x40 : 0) | opcode
  return Buffer.concat([Buffer.of(first, ...lengthOf(size)), Buffer.alloc(4), bytes])
}

export function textFrame(text: string): Uint8Array {
  return frame(text)
}

function lengthOf(size: number): number[] {
  if (size < 126) return [0x80 | size]
  if (size < 65_536) return [0x80 | 126, size >> 8, size & 255]
  return [0x80 | 127, 0, 0, 0, 0, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]
}
