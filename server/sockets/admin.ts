import type { Namespace } from 'socket.io'
import { maySee } from '../admin/may-see.ts'
import { createAdminFeed, type FeedDeps } from './admin-feed.ts'
import { type ApproverDeps, requireSession, type SignedInSocket } from './approve.ts'
import { judgeEntry, serveEntered } from './entering.ts'
import { guardSocket } from './guard-socket.ts'

/** Serves the console: figures go out, and nothing comes in. Returns how to stop. */
export function serveAdmin(namespace: Namespace, deps: FeedDeps, peers: ApproverDeps): () => void {
  const feed = createAdminFeed(namespace, deps)
  requireSession(namespace, peers)
  judgeEntry(namespace, deps.careful, async (socket) => {
    const { sessionId } = socket.data as SignedInSocket
    const standings = await deps.admins.standings([sessionId]).catch(() => null)
    if (!standings) return 'store_away'
    const may = maySee(standings.get(sessionId) ?? null)
    if (may !== true) return may // [D11]
    return null
  })
  serveEntered(namespace, deps.careful, (socket) => {
    guardSocket(socket, [], deps.careful) // [D15]
    feed.show(socket)
  })
  return feed.stop
}
