import type { Socket } from 'node:net'

/** Resolves when this connection is gone, also by an error, on which `once` of node:events would reject. */
export function gone(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}
