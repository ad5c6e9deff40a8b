import type { Server, Socket } from 'socket.io'
import type { Line, Lines } from '../../requests/channel.ts'

/** The server names topics by what a connection has proven. No client names one. */
const TOPIC = 'topic:'

const newest = new WeakMap<Socket, Map<string, string>>()

export function lineOf<Events extends object>(socket: Socket): Line<Events> {
  return {
    emit: (event, ...payload) => void socket.emit(event, ...payload),
    hint: (event, payload) => void socket.volatile.emit(event, payload),
    join: async (topic) => socket.join(TOPIC + topic),
    joinOnly: (kind, topic) => joinOnly(socket, kind, topic),
    isOpen: () => socket.connected,
    close: () => void socket.disconnect(true),
  }
}

/**
 * Commands run in parallel, so the topic that was asked for last counts. Older ones that are left over are found by
 * the rooms that the socket is in.
 */
async function joinOnly(socket: Socket, kind: string, topic: string): Promise<void> {
  const own = TOPIC + topic
  const wishes = newest.get(socket) ?? new Map<string, string>()
  newest.set(socket, wishes.set(kind, own))
  await socket.join(own)
  const isOver = (room: string) => room.startsWith(TOPIC + kind) && room !== wishes.get(kind)
  for (const room of [...socket.rooms].filter(isOver)) await socket.leave(room) // [P81]
}

/** The sockets of this node in a namespace, oldest first: a room keeps the order in which it was entered. */
export function socketsOf(io: Server, namespace: string, topic?: string): readonly Socket[] {
  const { sockets, adapter } = io.of(namespace)
  if (topic === undefined) return [...sockets.values()]
  const room = adapter.rooms.get(TOPIC + topic)
  return room ? [...room].flatMap((id) => sockets.get(id) ?? []) : []
}

export function linesOf(io: Server): Lines {
  return {
    of: (channel, topic) => socketsOf(io, channel, topic).flatMap(({ data }) => data.state ?? []),
  }
}
