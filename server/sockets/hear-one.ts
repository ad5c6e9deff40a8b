import type { Socket } from 'socket.io'
import type { PairingId } from '../../shared/ids.ts'
import { pairingRoom } from './rooms.ts'

const EVERY_PAIRING = pairingRoom('' as PairingId)

const newest = new WeakMap<Socket, string | null>()

/**
 * From now on this socket hears of this pairing and no other, or of none. Commands run side by side: the newest
 * wish counts, and whichever room is left over is left by the rooms that the socket is in.
 */
export async function hearOne(socket: Socket, pairing: PairingId | null): Promise<void> {
  const own = pairing === null ? null : pairingRoom(pairing)
  newest.set(socket, own)
  if (own !== null) await socket.join(own)
  const isOver = (room: string) => room.startsWith(EVERY_PAIRING) && room !== newest.get(socket)
  for (const room of [...socket.rooms].filter(isOver)) await socket.leave(room) // [P81]
}
