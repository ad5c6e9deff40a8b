import type { Logger } from 'pino'
import type { SessionId } from '../../shared/ids.ts'
import type { AccountEvents } from '../../shared/protocol.ts'
import type { Line, Lines } from '../requests/channel.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { SessionStore } from './session-store.ts'
import { sessionTopic } from './topics.ts'

/** How often a node checks the sessions of its open sockets. Milliseconds. */
const EVERY_MS = 1_000

/** The state of a socket that belongs to a session. */
interface LineOfSession {
  readonly sessionId: SessionId
  readonly line: Line<Pick<AccountEvents, 'bye'>>
}

interface WatchSessionsDeps {
  readonly lines: Lines
  readonly sessions: Pick<SessionStore, 'liveAmong'>
  readonly log: Logger
  readonly careful: Careful
}

/** Tells the sockets of these ended sessions, in all these channels, why, and closes them. */
export function closeSessions(lines: Lines, channels: readonly string[], ids: readonly SessionId[]): void {
  for (const { line } of ids.flatMap((id) => everywhere(lines, channels, sessionTopic(id)))) {
    line.emit('bye', 'session-ended')
    line.close()
  }
}

/**
 * Closes the sockets of ended sessions within two seconds, whoever ended them and even if it was not announced: one
 * query a second for all sockets of the node. Returns a function that stops it.
 */
export function watchSessions(channels: readonly string[], deps: WatchSessionsDeps): () => void {
  const { lines, sessions, log, careful } = deps
  async function look(): Promise<void> {
    const open = [...new Set(everywhere(lines, channels).map(({ sessionId }) => sessionId))]
    if (open.length === 0) return
    const live = await sessions.liveAmong(open)
    const ended = open.filter((id) => !live.has(id))
    closeSessions(lines, channels, ended) // [P49]
  }
  return again(careful, EVERY_MS, 'reading open sessions again', () =>
    look().catch((err: unknown) =>
      log.warn({ err }, 'Open sessions could not be read again; trying once more.'),
    ),
  )
}

function everywhere(lines: Lines, channels: readonly string[], topic?: string): readonly LineOfSession[] {
  return channels.flatMap((channel) => lines.of<LineOfSession>(channel, topic))
}
