import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Server as Engine } from 'engine.io'
import { noPlaces } from '../../server/places/place-file.ts'
import { openUpgrades } from '../../server/sockets/upgrade.ts'
import { createClientAddress } from '../../server/throttle/client-address.ts'
import { createWhereabouts } from '../../server/throttle/whereabouts.ts'
import { knock, rawSocket } from '../attacks/support/raw-socket.ts'
import { eventually } from '../contract/eventually.ts'

/** Each comes from a network of its own: one may not hold them all. */
const MOST = 4

describe('a node that has all the sockets it can hold', () => {
  let http: Server
  let engine: Engine
  let url: string
  before(async () => {
    http = createServer().listen(0)
    await once(http, 'listening')
    url = `http://localhost:${(http.address() as AddressInfo).port}`
    engine = openUpgrades(http, {
      origins: [url],
      whereabouts: createWhereabouts(createClientAddress(1), noPlaces, () => {}),
      guard: { connecting: async () => ({ allowed: true }) },
      mostSockets: MOST,
    })
  })
  after(() => {
    engine.close()
    http.close()
  })

  it('[P64] answers an upgrade with 503 before there is a socket, and takes the next one when one has gone', async () => {
    for (let held = 0; held < MOST; held += 1) {
      const connected = once(engine, 'connection')
      await rawSocket(url)
      await connected
    }
    expect(await knock(url)).to.equal(503)
    Object.values((engine as unknown as { clients: Record<string, { close(): void }> }).clients)[0]?.close()
    await eventually('a place is free', async () => engine.clientsCount < MOST)
    expect(await knock(url)).to.equal(101)
  })
})
