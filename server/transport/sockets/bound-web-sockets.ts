import type { Server as Engine } from 'engine.io'

/**
 * Limits what one WebSocket may hold of an unfinished message, and how long a closed one may stay open. Our messages
 * come in one frame of at most 8 KiB. By default, the package keeps 16,384 fragments, and waits 30 s for a client
 * that does not confirm the close.
 */
const BOUNDS = { maxFragments: 16, maxBufferedChunks: 1_024, closeTimeout: 2_000 }

/** The engine has no options for these, so they are set on its WebSocket server. */
export function boundWebSockets(engine: Engine): void {
  const { ws } = engine as unknown as { ws: { options: object } }
  Object.assign(ws.options, BOUNDS) // [P60]
}
