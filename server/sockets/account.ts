import type { Namespace } from 'socket.io'
import { type ApproverDeps, requireSession } from './approve.ts'
import { serveEntered } from './entering.ts'
import { guardSocket } from './guard-socket.ts'

/** Serves signed-in pages that wait for news of their account. They send nothing; they are told to look. */
export function serveAccount(namespace: Namespace, peers: ApproverDeps): void {
  const { careful } = peers
  requireSession(namespace, peers)
  serveEntered(namespace, careful, (socket) => guardSocket(socket, [], careful))
}
