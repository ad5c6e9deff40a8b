import { expect } from 'chai'
import type { Socket } from 'socket.io'
import { hearOne } from '../../server/sockets/hear-one.ts'
import type { PairingId } from '../../shared/ids.ts'

describe('the pairing that a socket hears of', () => {
  const [first, second] = ['first', 'second'] as unknown as [PairingId, PairingId]

  function inRooms(...names: string[]) {
    const rooms = new Set(names)
    const join = async (room: string) => void rooms.add(room)
    const leave = async (room: string) => void rooms.delete(room)
    return { rooms, socket: { rooms, join, leave } as unknown as Socket }
  }

  it('[P81] is one, although two were asked for side by side; its other rooms stay', async () => {
    const { rooms, socket } = inRooms('own id', 'account:a')
    await Promise.all([hearOne(socket, first), hearOne(socket, second)])
    expect([...rooms]).to.deep.equal(['own id', 'account:a', 'pairing:second'])
    await hearOne(socket, first)
    expect([...rooms]).to.deep.equal(['own id', 'account:a', 'pairing:first'])
    await hearOne(socket, null)
    expect([...rooms]).to.deep.equal(['own id', 'account:a'])
  })
})
