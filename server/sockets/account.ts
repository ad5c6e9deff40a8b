import type { Namespace } from 'socket.io'
import { type ApproverDeps, requireSession } from './approve.ts'
import { guardSocket } from './guard-socket.ts'

/** Serves signed-in pages that wait for news of their account. They send nothing; they are told to look. */
export function serveAccount(namespace: Namespace, peers: ApproverDeps): void {
  requireSession(namespace, peers)
  namespace.on('connection', (socket) => guardSocket(socket, []))
}
