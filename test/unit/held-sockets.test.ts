import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { expect } from 'chai'
import type { Server as Engine } from 'engine.io'
import { openUpgrades } from '../../server/sockets/upgrade.ts'
import { createClientAddress } from '../../server/throttle/client-address.ts'
import { createWhereabouts } from '../../server/throttle/whereabouts.ts'
import { eventually } from '../contract/eventually.ts'
import { knock, rawSocket } from '../support/raw-socket.ts'

describe('the sockets of a node', () => {
  let http: Server
  let engine: Engine
  let url: string

  /** Two sockets are a quarter of these. */
  const MOST = 8

  async function serve(trustProxy: number, judging: () => Promise<unknown> = async () => null) {
    http = createServer()
    engine = openUpgrades(http, {
      origins: ['http://localhost'],
      whereabouts: createWhereabouts(
        createClientAddress(trustProxy),
        () => null,
        () => undefined,
      ),
      guard: {
        async connecting() {
          await judging()
          return { allowed: true }
        },
      },
      mostSockets: MOST,
    })
    await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
    url = `http://localhost:${(http.address() as AddressInfo).port}`
  }

  afterEach(() => {
    engine.close()
    http.close()
  })

  const at = (address: string) => ({ address, origin: 'http://localhost' })

  it('[P63] are for one network a quarter of them, until it lets one go, and the rest for others', async () => {
    await serve(1)
    const first = await rawSocket(url, at('192.0.2.1'))
    await rawSocket(url, at('192.0.2.1'))
    expect(await knock(url, at('192.0.2.1'))).to.equal(429)
    expect(await knock(url, at('192.0.2.2'))).to.equal(101)
    first.socket.destroy()
    await eventually('a socket is free', async () => (await knock(url, at('192.0.2.1'))) === 101)
  })

  it('[P63] are counted for a /48 as one', async () => {
    await serve(1)
    await rawSocket(url, at('2001:db8:1:1::1'))
    await rawSocket(url, at('2001:db8:1:2::1'))
    expect(await knock(url, at('2001:db8:1:3::1'))).to.equal(429)
    expect(await knock(url, at('2001:db8:2:1::1'))).to.equal(101)
  })

  it('[P63] are not counted for a network that a proxy hides: everybody would be one', async () => {
    await serve(0)
    await rawSocket(url, at('192.0.2.1'))
    await rawSocket(url, at('192.0.2.1'))
    expect(await knock(url, at('192.0.2.1'))).to.equal(101)
  })

  it('[P63] are not counted for who was gone before they were judged: nothing would give those back', async () => {
    let judge = () => {}
    const judged = new Promise<void>((resolve) => {
      judge = resolve
    })
    await serve(1, () => judged)
    const gone: Promise<unknown>[] = []
    http.on('upgrade', (_request, socket: Socket) => {
      if (gone.length >= MOST) return
      gone.push(once(socket, 'close'))
      socket.destroy()
    })
    const knocks = Array.from({ length: MOST }, () => knock(url, at('192.0.2.1')).catch(() => 0))
    await Promise.all(knocks)
    await Promise.all(gone)
    expect(gone).to.have.length(MOST)
    judge()
    expect(await knock(url, at('192.0.2.1'))).to.equal(101)
  })

  it('[P64] are refused with 503 before there is one when all are taken, until one has gone', async () => {
    await serve(1)
    for (let held = 1; held <= MOST; held += 1) {
      const connected = once(engine, 'connection')
      await rawSocket(url, at(`192.0.2.${held}`))
      await connected
    }
    expect(await knock(url, at('192.0.2.99'))).to.equal(503)
    const [client] = Object.values(
      (engine as unknown as { clients: Record<string, { close(): void }> }).clients,
    )
    client?.close()
    await eventually('a place is free', async () => (await knock(url, at('192.0.2.99'))) === 101)
  })
})
