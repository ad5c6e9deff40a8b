import { expect } from 'chai'
import type { Socket } from 'socket.io'
import { hearOnly } from '../../server/methods/pairing/wire/topics.ts'
import { lineOf } from '../../server/transport/sockets/lines.ts'
import type { PairingId } from '../../shared/ids.ts'

describe('the pairing that a socket hears of', () => {
  const [first, second] = ['first', 'second'] as unknown as [PairingId, PairingId]

  function inRooms(...names: string[]) {
    const rooms = new Set(names)
    const join = async (room: string) => void rooms.add(room)
    const leave = async (room: string) => void rooms.delete(room)
    return { rooms, line: lineOf({ rooms, join, leave } as unknown as Socket) }
  }

  it('[P81] is one, although two were asked for side by side; its other rooms stay', async () => {
    const { rooms, line } = inRooms('own id', 'topic:account:a')
    await Promise.all([hearOnly(line, first), hearOnly(line, second)])
    expect([...rooms]).to.deep.equal(['own id', 'topic:account:a', 'topic:pairing:second'])
    await hearOnly(line, first)
    expect([...rooms]).to.deep.equal(['own id', 'topic:account:a', 'topic:pairing:first'])
  })
})
