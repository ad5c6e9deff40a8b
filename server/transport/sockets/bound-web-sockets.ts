import type { Server as Engine } from 'engine.io'

/**
 * What one WebSocket may hold of an unfinished message, and how long a closed one may linger. Ours come in one
 * frame of at most 8 KiB; left alone, the package keeps 16,384 pieces, and waits 30 s for whoever does not
 * answer that it is closing.
 */
const BOUNDS = { maxFragments: 16, maxBufferedChunks: 1_024, closeTimeout: 2_000 }

/** The engine has no option for these, so they are set on the WebSocket server that it made. */
export function boundWebSockets(engine: Engine): void {
  const { ws } = engine as unknown as { ws: { options: object } }
  Object.assign(ws.options, BOUNDS) // [P60]
}
