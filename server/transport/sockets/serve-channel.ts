import type { Logger } from 'pino'
import type { Server, Socket } from 'socket.io'
import { oldestOfCrowd } from '../../limits/oldest-of-crowd.ts'
import type { AnyChannel } from '../../requests/channel.ts'
import { countedFor } from '../../requests/network.ts'
import type { ReadRequestContext } from '../../requests/request-context.ts'
import { type SocketContext, socketContext } from '../../requests/socket-context.ts'
import type { Careful } from '../../warnings/careful.ts'
import { serveCommand } from './command.ts'
import { judgeEntry, serveEntered } from './entering.ts'
import { guardSocket } from './guard-socket.ts'
import { lineOf, socketsOf } from './lines.ts'

export interface ChannelDeps {
  readonly readContext: ReadRequestContext
  readonly browserTag: (token: string) => string
  readonly careful: Careful
  readonly log: Logger
}

/** What is kept for each socket. */
interface Remembered {
  readonly context: SocketContext
  readonly state: object
}

/** Serves a channel. Returns a function that resolves when every connection that has left is done with. */
export function serveChannel(io: Server, channel: AnyChannel, deps: ChannelDeps): () => Promise<void> {
  const { careful, log } = deps
  const namespace = io.of(channel.name)
  const leaving = new Set<Promise<void>>()
  // What a channel keeps is its own. Here it is only passed back.
  const stateOf = ({ data }: Socket) => (data as Remembered).state as never

  judgeEntry(namespace, careful, async (socket) => {
    const context = socketContext(deps.readContext(socket.request), deps.browserTag)
    const entered = await channel.enter(context, lineOf(socket))
    if (typeof entered === 'string') return entered
    socket.data = { context, state: entered } satisfies Remembered
    return null
  })
  serveEntered(namespace, careful, (socket) => {
    boundCrowd(io, channel, socket)
    guardSocket(socket, Object.keys(channel.commands), careful)
    const state = stateOf(socket)
    const extra = () => channel.acknowledged?.(state) ?? {}
    const context = { socket, state, log, careful, extra }
    for (const [name, command] of Object.entries(channel.commands)) serveCommand(context, name, command)
    const hasLeft = () => {
      if (!channel.left) return
      const left = channel.left(state).finally(() => leaving.delete(left))
      leaving.add(left)
      return left
    }
    socket.on('disconnect', careful(`leaving ${channel.name}`, hasLeft))
    channel.entered?.(state)
  })
  return async () => {
    await Promise.allSettled(leaving)
  }
}

/** If someone has copied a session's cookie and opens one socket too many, their own oldest socket is closed. */
function boundCrowd(io: Server, { name, crowd }: AnyChannel, entered: Socket): void {
  if (!crowd) return
  const sockets = socketsOf(io, name, crowd.topicOf((entered.data as Remembered).state as never))
  if (sockets.length <= crowd.most) return
  const networkOf = (one: Socket) => countedFor((one.data as Remembered).context.network)
  oldestOfCrowd(sockets, networkOf)?.disconnect(true) // [P80]
}
