import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { createClientAddress } from '../../server/requests/client-address.ts'
import { type Door, openDoor } from '../../server/transport/sockets/upgrade.ts'
import { eventually } from '../contract/eventually.ts'
import { careful } from '../support/careful.ts'
import { knock, rawSocket } from '../support/raw-socket.ts'
import { readNetwork } from '../support/read-network.ts'

const SOCKETS = '/socket.io/?EIO=4&transport=websocket'

describe('the sockets of a node', () => {
  let http: Server
  let door: Door
  let url: string

  /** Two sockets are a quarter of these, four a half. */
  const MOST = 8

  async function serve(trustProxy: number, judging: () => Promise<unknown> = async () => null) {
    http = createServer()
    door = openDoor(http, {
      origins: { home: 'http://localhost', origins: ['http://localhost'] },
      readContext: readNetwork(createClientAddress({ trustProxy, header: 'x-forwarded-for' })),
      guard: {
        async connecting() {
          await judging()
          return { allowed: true }
        },
      },
      mostSockets: MOST,
      careful,
      reach: { onLetIn() {}, onElsewhere() {} },
    })
    await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
    url = `http://localhost:${(http.address() as AddressInfo).port}`
  }

  afterEach(() => {
    door.close()
    http.close()
  })

  const at = (address: string) => ({ address, origin: 'http://localhost' })

  const connections = () =>
    new Promise<number>((resolve) => http.getConnections((_error, count) => resolve(count)))

  /** Asks for a WebSocket as bytes, and never closes by itself, whatever the server does. */
  function byHand(path: string, address: string): Socket {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    const head = [
      `GET ${path} HTTP/1.1`,
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Origin: http://localhost',
      `X-Forwarded-For: ${address}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    return socket
  }

  async function askByHand(path: string, address: string) {
    const socket = byHand(path, address)
    const [bytes] = (await once(socket, 'data')) as [Buffer]
    return { socket, answer: bytes.toString() }
  }

  it('[P63] are for one network a quarter of them, until it lets one go, and the rest for others', async () => {
    await serve(1)
    const first = await rawSocket(url, at('192.0.2.1'))
    await rawSocket(url, at('192.0.2.1'))
    expect(await knock(url, at('192.0.2.1'))).to.equal(429)
    expect(await knock(url, at('192.0.2.2'))).to.equal(101)
    first.socket.destroy()
    await eventually('a socket is free', async () => (await knock(url, at('192.0.2.1'))) === 101)
  })

  it('are no more once the node stops', async () => {
    await serve(1)
    door.close()
    expect(await knock(url, at('192.0.2.1'))).to.equal(503)
  })

  it('[H91] say to whoever finds none free when to try again, and to nobody else', async () => {
    await serve(1)
    await rawSocket(url, at('192.0.2.1'))
    await rawSocket(url, at('192.0.2.1'))
    const { answer } = await askByHand(SOCKETS, '192.0.2.1')
    expect(answer.split('\r\n')).to.include.members(['HTTP/1.1 429 Too Many Requests', 'Retry-After: 5'])
    await Promise.all(Array.from({ length: MOST - 2 }, (_, place) => rawSocket(url, at(`192.0.3.${place}`))))
    const full = (await askByHand(SOCKETS, '192.0.4.1')).answer.split('\r\n')
    expect(full).to.include.members(['HTTP/1.1 503 Service Unavailable', 'Retry-After: 5'])
    const elsewhere = await askByHand('/elsewhere', '192.0.2.2')
    expect(elsewhere.answer).not.to.include('Retry-After')
  })

  it('[P63] are counted for a /48 as one', async () => {
    await serve(1)
    await rawSocket(url, at('2001:db8:1:1::1'))
    await rawSocket(url, at('2001:db8:1:2::1'))
    expect(await knock(url, at('2001:db8:1:3::1'))).to.equal(429)
    expect(await knock(url, at('2001:db8:2:1::1'))).to.equal(101)
  })

  it('[L63] are half of them for all whom a proxy hides, and counted apart from who comes straight', async () => {
    await serve(0)
    for (let place = 0; place < MOST / 2; place += 1) await rawSocket(url, at(`192.0.2.${place}`))
    expect(await knock(url, at('192.0.2.99'))).to.equal(429)
    for (let place = 0; place < MOST / 4; place += 1) await rawSocket(url, at(''))
    expect([await knock(url, at('')), await knock(url, at('192.0.2.99'))]).to.deep.equal([429, 429])
  })

  it('[P63] [P64] are counted while they wait for their turn, and end when the node stops', async () => {
    await serve(1, () => new Promise(() => {}))
    const waiting: Promise<unknown>[] = []
    for (let place = 0; place < MOST; place += 1) {
      const asked = once(http, 'upgrade')
      waiting.push(knock(url, at(`192.0.2.${place >> 1}`)).catch((error: Error) => error.message))
      await asked
    }
    expect(await knock(url, at('192.0.2.99'))).to.equal(503)
    door.close()
    expect(new Set(await Promise.all(waiting))).to.deep.equal(new Set(['socket hang up']))
  })

  it('[P65] are closed by us after a refusal, for someone who would keep them open', async () => {
    await serve(1)
    for (const [status, path, address] of [
      [404, '/nope', '192.0.2.1'],
      [429, SOCKETS, '192.0.2.2'],
    ] as const) {
      if (status === 429) for (let time = 0; time < 2; time += 1) await rawSocket(url, at(address))
      const before = await connections()
      const stubborn = await askByHand(path, address)
      expect(stubborn.answer).to.match(new RegExp(`^HTTP/1.1 ${status} `))
      await eventually('it is closed', async () => (await connections()) === before)
      stubborn.socket.destroy()
    }
  })

  const acts: Readonly<Record<string, (socket: Socket) => unknown>> = {
    'speaks before being let in': (socket) => socket.write('x'.repeat(256 * 1_024)),
    'hangs up its half': (socket) => socket.end(),
  }
  for (const [what, act] of Object.entries(acts)) {
    it(`[P66] do not wait for one who ${what}`, async () => {
      await serve(1, () => new Promise(() => {}))
      const socket = byHand(SOCKETS, '192.0.2.1')
      await once(http, 'upgrade')
      act(socket)
      await eventually('nobody waits', async () => (await connections()) === 0)
    })
  }

  it('[P63] are given back by who was gone before they were judged', async () => {
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
    const [first] = await Promise.all(
      Array.from({ length: MOST }, (_, place) => rawSocket(url, at(`192.0.2.${place}`))),
    )
    expect(await knock(url, at('192.0.2.99'))).to.equal(503)
    first?.socket.destroy()
    await eventually('a place is free', async () => (await knock(url, at('192.0.2.99'))) === 101)
  })
})
