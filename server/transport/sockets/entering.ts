import type { Namespace, Socket } from 'socket.io'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { Careful } from '../../warnings/careful.ts'

/** Why a client may not enter, or null. */
type JudgeEntry = (socket: Socket) => Promise<ErrorCode | null> | ErrorCode | null

/** Lets a client in if `judge` returns null. If `judge` fails, the client gets `internal`. */
export function judgeEntry(namespace: Namespace, careful: Careful, judge: JudgeEntry): void {
  const answer = async (socket: Socket, next: (error?: Error) => void) => {
    const why = await judge(socket)
    next(why === null ? undefined : new Error(why))
  }
  namespace.use(careful(`entering ${namespace.name}`, answer, (_socket, next) => next(new Error('internal'))))
}

/** Serves a client that has entered. If serving fails, the client is disconnected. */
export function serveEntered(
  namespace: Namespace,
  careful: Careful,
  serve: (socket: Socket) => unknown,
): void {
  namespace.on(
    'connection',
    careful(`serving ${namespace.name}`, serve, (socket) => socket.disconnect(true)),
  )
}
