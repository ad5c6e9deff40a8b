import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import { createHeldConnections } from '../../server/limits/held-connections.ts'
import { hiddenAt, type Network, networkOf } from '../../server/requests/network.ts'

describe('the connections of a node', () => {
  /** Two are a quarter of these, four a half. */
  const MOST = 8
  const one = networkOf('192.0.2.1')
  const here = networkOf('10.0.0.1')
  const hidden = hiddenAt(here)
  const network = (place: number) => networkOf(`192.0.2.${place}`)

  const held = () => createHeldConnections(MOST)
  type Held = ReturnType<typeof held>

  function arrive(node: Held, from: Network) {
    const connection = new PassThrough()
    const isIn = node.arrive(from, connection)
    return { connection, isIn, isOpen: () => !connection.destroyed }
  }
  const asked = (node: Held, from: Network) => {
    const arrived = arrive(node, from)
    node.begin(from, arrived.connection)
    return arrived
  }

  it('[L38] are for one network a quarter of them: its own oldest idle one goes for the next', () => {
    const node = held()
    const other = arrive(node, network(2))
    const own = [1, 2, 3, 4].map(() => arrive(node, one))
    expect(own.map(({ isOpen }) => isOpen())).to.deep.equal([false, false, true, true])
    expect(other.isOpen()).to.equal(true)
  })

  it('[L38] are not put out while they are asked for something, and the next one has to go', () => {
    const node = held()
    const own = [asked(node, one), asked(node, one)]
    expect(arrive(node, one).isIn).to.equal(false)
    node.end(own[1]!.connection)
    expect(arrive(node, one).isIn).to.equal(true)
    expect(own.map(({ isOpen }) => isOpen())).to.deep.equal([true, false])
  })

  it('are idle again after the last of their answers', () => {
    const node = held()
    const { connection, isOpen } = asked(node, one)
    node.begin(one, connection)
    node.end(connection)
    asked(node, one)
    expect(arrive(node, one).isIn).to.equal(false)
    node.end(connection)
    expect(arrive(node, one).isIn).to.equal(true)
    expect(isOpen()).to.equal(false)
  })

  it('[L38] are put out oldest first when the node is full, whosesoever they are', () => {
    const node = held()
    const all = Array.from({ length: MOST }, (_, place) => arrive(node, network(place)))
    expect(arrive(node, network(99)).isIn).to.equal(true)
    expect(all.map(({ isOpen }) => isOpen())).to.deep.equal([false, ...Array(MOST - 1).fill(true)])
  })

  it('[L38] are refused when the node is full and none is idle', () => {
    const node = held()
    const all = Array.from({ length: MOST }, (_, place) => asked(node, network(place)))
    expect(arrive(node, network(99)).isIn).to.equal(false)
    expect(all.every(({ isOpen }) => isOpen())).to.equal(true)
  })

  /** Comes as what it is, and then asks for something, which says that a proxy hides it. */
  function askedHidden(node: Held) {
    const arrived = arrive(node, here)
    node.begin(hidden, arrived.connection)
    return arrived
  }

  it('[L39] are counted for all whom a proxy hides there, once they turn out to be of those', () => {
    const node = held()
    const own = [arrive(node, here), arrive(node, here)]
    for (const { connection } of own) node.begin(hidden, connection)
    for (const { connection } of own) node.end(connection)
    expect([1, 2].map(() => arrive(node, here).isIn)).to.deep.equal([true, true])
    expect(own.every(({ isOpen }) => isOpen())).to.equal(true)
  })

  it('[L63] are half of them for all whom a proxy hides there, and a quarter for who is not hidden', () => {
    const node = held()
    const theirs = Array.from({ length: 9 }, () => askedHidden(node))
    expect(theirs.map(({ isIn }) => isIn)).to.deep.equal([
      ...Array(MOST / 2 + MOST / 4).fill(true),
      ...Array(3).fill(false),
    ])
    expect([1, 2].map((place) => arrive(node, network(place)).isIn)).to.deep.equal([true, true])
    expect(theirs.slice(0, 6).every(({ isOpen }) => isOpen())).to.equal(true)
  })

  it('[L39] [L64] make room by the oldest idle one of those, and else stay what they came as', () => {
    const node = held()
    const first = Array.from({ length: MOST / 2 }, () => askedHidden(node))
    const stays = askedHidden(node)
    node.end(first[1]!.connection)
    node.end(first[0]!.connection)
    const moves = askedHidden(node)
    expect(first.map(({ isOpen }) => isOpen())).to.deep.equal([true, false, true, true])
    node.end(stays.connection)
    node.begin(hidden, stays.connection)
    expect(first.map(({ isOpen }) => isOpen())).to.deep.equal([false, false, true, true])
    expect([stays, moves].every(({ isOpen }) => isOpen())).to.equal(true)
    // Nobody counts for the address itself any more.
    expect([1, 2, 3].map(() => asked(node, here).isIn)).to.deep.equal([true, true, false])
  })

  it('[L64] are counted once, wherever they belong: nothing is left of either when they are gone', async () => {
    const node = held()
    for (let turn = 0; turn < 3; turn += 1) {
      const all = Array.from({ length: 6 }, () => askedHidden(node))
      expect(all.every(({ isIn }) => isIn)).to.equal(true)
      for (const { connection } of all) connection.destroy()
      await new Promise(setImmediate)
    }
  })

  it('are moved once, however often they ask, and leave nothing behind each time', () => {
    const node = held()
    const { connection } = arrive(node, here)
    const ask = () => {
      node.begin(hidden, connection)
      node.end(connection)
    }
    ask()
    const listeners = connection.listenerCount('close')
    for (let turn = 0; turn < 100; turn += 1) ask()
    expect(connection.listenerCount('close')).to.equal(listeners)
  })

  it('count for no network where a trusted proxy brings everybody', () => {
    const node = held()
    const all = Array.from({ length: MOST }, () => {
      const connection = new PassThrough()
      const isIn = node.arrive(null, connection)
      node.begin(one, connection)
      return isIn
    })
    expect(all).to.deep.equal(Array(MOST).fill(true))
  })

  it('are given back by whoever leaves', async () => {
    const node = held()
    const own = [asked(node, one), asked(node, one)]
    own[0]!.connection.destroy()
    await new Promise(setImmediate)
    expect(asked(node, one).isIn).to.equal(true)
    expect(asked(node, one).isIn).to.equal(false)
  })
})
