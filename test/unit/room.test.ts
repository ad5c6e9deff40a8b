import { expect } from 'chai'
import { roomWarning, roomWithin } from '../../server/limits/room.ts'

describe('what a node has room for', () => {
  it('is 25,000 sockets of 30,000 connections, where the process may have so much open', () => {
    for (const openFiles of [30_100, 1_048_576, Number.POSITIVE_INFINITY]) {
      expect(roomWithin(openFiles)).to.deep.equal({ connections: 30_000, sockets: 25_000 })
      expect(roomWarning(openFiles)).to.equal(null)
    }
  })

  it('is less than what it may have open, for it has files and stores open too', () => {
    expect(roomWithin(1_024)).to.deep.equal({ connections: 924, sockets: 770 })
    expect(roomWarning(1_024)).to.include('1024 files').and.to.include('770 sockets').and.to.include('30100')
  })

  it('is something, however little that is', () => {
    expect(roomWithin(20)).to.deep.equal({ connections: 16, sockets: 13 })
  })
})
