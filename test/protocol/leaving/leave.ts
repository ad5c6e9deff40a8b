import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection that is about to be left, and what was said on it. */
export interface Line {
  readonly socket: Socket
  /** Resolves when these bytes are with the system. */
  say(bytes: string | Uint8Array): Promise<void>
  /** Resolves when the server has said something that has these words, or has closed. */
  hear(words?: string): Promise<void>
  /** A reset: what was not read is thrown away, on both sides. */
  reset(): Promise<void>
  /** An end: we say no more, and wait until the server has closed too. Rejects when it does not. */
  end(): Promise<void>
}

/** Longer than the server waits for anybody whose end it has heard. */
const CLOSED_WITHIN_MS = 15_000

/** Opens one as bytes. `pause` is waited for before it is left. */
export async function openLine(
  port: number,
  localAddress: string | undefined,
  pause: () => Promise<unknown>,
): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }) })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  let heard = ''
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1')
  })
  await Promise.race([once(socket, 'connect'), closed])
  return {
    socket,
    say: (bytes) => new Promise((said) => socket.write(bytes, () => said())),
    async hear(words = '') {
      while (!(heard !== '' && heard.includes(words)) && !socket.destroyed)
        await Promise.race([once(socket, 'data').catch(() => {}), closed])
    },
    async reset() {
      await pause()
      socket.resetAndDestroy()
      await closed
    },
    async end() {
      await pause()
      socket.end()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`The server held an ended connection; it said: ${heard.slice(0, 200)}`)),
          CLOSED_WITHIN_MS,
        )
      })
      await Promise.race([closed, late]).finally(() => clearTimeout(timer))
    },
  }
}
