import type { Namespace, Socket } from 'socket.io'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { Careful } from '../../warnings/careful.ts'

/** Why someone may not enter, or null. */
type JudgeEntry = (socket: Socket) => Promise<ErrorCode | null> | ErrorCode | null

/** Lets in whom `judge` has nothing against. Whoever cannot be judged hears `internal`. */
export function judgeEntry(namespace: Namespace, careful: Careful, judge: JudgeEntry): void {
  const answer = async (socket: Socket, next: (error?: Error) => void) => {
    const why = await judge(socket)
    next(why === null ? undefined : new Error(why))
  }
  namespace.use(careful(`entering ${namespace.name}`, answer, (_socket, next) => next(new Error('internal'))))
}

/** Serves whoever has entered. Whoever cannot be served is disconnected. */
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
