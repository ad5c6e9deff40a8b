import type { Socket } from 'socket.io-client'
import type { Channels } from '../../shared/channels.ts'
import { ERROR_STATUS, type ErrorCode } from '../../shared/errors.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import type { Wire, WireEvents } from './wire.ts'

const ANSWER_WITHIN_MS = 8_000
const FIRST_DELAY_MS = 500
const MOST_DELAY_MS = 5_000

/**
 * A wire over Socket.IO: only WebSocket, with one connection of its own, which reconnects with backoff. With
 * `staysOut`, it does not reconnect after the server has refused or closed it, until `wake` is called.
 */
export function openSocketWire<Name extends keyof Channels>(
  namespace: Name,
  events: WireEvents<Name>,
  staysOut = false,
): Wire {
  let socket: Socket | null = null
  let closed = false
  let resting = false
  let failures = 0

  // Socket.IO retries by itself when the network fails, but not when the server refuses or hangs up.
  function connectLater(): void {
    if (resting) return
    connectIn(Math.min(MOST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures) * (0.75 + Math.random() / 2))
    failures += 1
  }

  function connectIn(ms: number): void {
    setTimeout(() => {
      resting = false
      if (!closed && socket && !socket.active) socket.connect()
    }, ms)
  }

  async function start(): Promise<void> {
    const { io } = await import('socket.io-client')
    if (closed) return
    socket = io(namespace, {
      transports: ['websocket'],
      forceNew: true,
      auth: { v: PROTOCOL_VERSION },
      timeout: ANSWER_WITHIN_MS,
      reconnectionDelay: FIRST_DELAY_MS,
      reconnectionDelayMax: MOST_DELAY_MS,
    })
    socket.on('connect', events.up)
    socket.on('disconnect', () => {
      // A page that wakes up sends before it notices that the connection is long dead, and Socket.IO keeps that for
      // the next one. There its signature would be wrong, so it is dropped here: the queue signs it anew.
      if (socket) socket.sendBuffer = []
      const isOut = staysOut && !socket?.active
      events.down(!isOut)
      if (!socket?.active && !isOut) connectLater()
    })
    socket.on('connect_error', (error) => {
      const code = refusalOf(error)
      if (code) events.refused(code)
      else events.down(true)
      const isOut = staysOut && code !== null && code !== 'store_away'
      if (!socket?.active && !isOut) connectLater()
    })
    for (const [event, hear] of Object.entries(events.heard)) socket.on(event, hear)
  }

  async function ask(command: string, message: object): Promise<unknown> {
    // Socket.IO would keep it for later. But a command must be signed for the connection on which it is sent.
    if (!socket?.connected) throw new Error('not connected')
    const carrier = socket
    try {
      const reply: unknown = await carrier.timeout(ANSWER_WITHIN_MS).emitWithAck(command, message)
      failures = 0
      return reply
    } catch (error) {
      if (carrier.connected) carrier.disconnect()
      throw error
    }
  }

  start().catch(() => events.down(false))
  return {
    ask,
    wake() {
      if (!closed && socket && !socket.active) socket.connect()
    },
    rest(ms) {
      resting = true
      socket?.disconnect()
      connectIn(ms)
    },
    close() {
      closed = true
      socket?.disconnect()
    },
  }
}

/** The code of a refusal in the handshake; null when the network failed. */
function refusalOf(error: Error & { data?: unknown }): ErrorCode | null {
  const { code } = (error.data ?? {}) as { code?: unknown }
  return [code, error.message].find(isErrorCode) ?? null
}

function isErrorCode(word: unknown): word is ErrorCode {
  return typeof word === 'string' && Object.hasOwn(ERROR_STATUS, word)
}
