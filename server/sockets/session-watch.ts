import type { Logger } from 'pino'
import type { Server } from 'socket.io'
import type { SessionId } from '../../shared/ids.ts'
import type { SessionStore } from '../ports/session-store.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import { closeSessions } from './announcements.ts'
import type { SignedInSocket } from './approve.ts'

/** How often a node reads again the sessions behind its open sockets. */
const EVERY_MS = 1_000

/**
 * Closes the sockets of ended sessions within two seconds, whoever ended them and whether or not anybody
 * announced it: one query a second for all sockets of the node. Returns how to stop.
 */
export function watchSessions(
  io: Server,
  sessions: Pick<SessionStore, 'liveAmong'>,
  log: Logger,
  careful: Careful,
): () => void {
  async function look(): Promise<void> {
    const open = openSessions(io)
    if (open.length > 0) {
      const live = await sessions.liveAmong(open)
      const ended = open.filter((id) => !live.has(id))
      closeSessions(io, ended) // [P49]
    }
  }
  return again(careful, EVERY_MS, 'reading open sessions again', () =>
    look().catch((err: unknown) =>
      log.warn({ err }, 'Open sessions could not be read again; trying once more.'),
    ),
  )
}

function openSessions(io: Server): SessionId[] {
  const ids = ['/approve', '/account'].flatMap((name) =>
    [...io.of(name).sockets.values()].map((socket) => (socket.data as SignedInSocket).sessionId),
  )
  return [...new Set(ids)]
}
