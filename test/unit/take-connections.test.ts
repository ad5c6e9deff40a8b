import { once } from 'node:events'
import { createServer, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { createHeldConnections } from '../../server/limits/held-connections.ts'
import { createClientAddress } from '../../server/requests/client-address.ts'
import { createPeerAddresses } from '../../server/requests/peer-addresses.ts'
import { createPeerNetwork } from '../../server/requests/peer-network.ts'
import {
  CONNECTION_TIMES,
  PROXY_IDLE_MS,
  takeConnections,
} from '../../server/transport/http/take-connections.ts'
import { eventually } from '../contract/eventually.ts'
import { careful } from '../support/careful.ts'
import { readNetwork } from '../support/read-network.ts'

describe('a server that takes connections', () => {
  /** Two are a quarter of these, four a half. */
  const MOST = 8
  const ANSWER_MS = 300
  const IDLE_MS = 40
  let http: Server
  let answers: ServerResponse[]
  const open: Socket[] = []

  beforeEach(() => serve(CONNECTION_TIMES))

  async function serve(times: ServerOptions, trustProxy = 0): Promise<void> {
    answers = []
    http = createServer(times)
    const peerAddresses = createPeerAddresses()
    takeConnections(http, {
      peerAddresses,
      peerNetwork: createPeerNetwork(trustProxy, peerAddresses.of),
      readContext: readNetwork(
        createClientAddress({ trustProxy, header: 'x-forwarded-for', peerOf: peerAddresses.of }),
      ),
      held: createHeldConnections(MOST),
      careful,
      answer: (_request, response) => void answers.push(response),
      answerMs: ANSWER_MS,
    })
    await once(http.listen(0, '127.0.0.1'), 'listening')
  }

  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy()
    http.closeAllConnections()
    http.close()
  })

  async function come(localAddress = '127.0.0.2'): Promise<Socket> {
    const taken = once(http, 'connection')
    const socket = connect({ port: (http.address() as AddressInfo).port, host: '127.0.0.1', localAddress })
    open.push(socket.on('error', () => {}).resume())
    await taken
    return socket
  }

  async function ask(more = '', socket?: Socket): Promise<Socket> {
    const asking = socket ?? (await come())
    const asked = once(http, 'request')
    asking.write(`GET / HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`)
    await asked
    return asking
  }

  it('[H40] answers one request of a connection at a time, and closes it at one that did not wait', async () => {
    const patient = await ask()
    answers[0]!.end('well')
    await once(patient, 'data')
    await ask('', patient)
    answers[1]!.end('well')
    expect(answers).to.have.length(2)
    const hasty = await ask()
    hasty.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(900))
    await once(hasty, 'close')
    expect(answers).to.have.length(3)
  })

  it('[H53] closes one that would be a WebSocket before its answer is there', async () => {
    http.on('upgrade', (_request, socket) => void socket.write('HTTP/1.1 101 Yes\r\n\r\n'))
    const wish = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    const hasty = await ask()
    hasty.write(wish)
    await once(hasty, 'close')
    expect(hasty.bytesRead).to.equal(0)
    const patient = await come()
    patient.write(wish)
    expect(String((await once(patient, 'data'))[0])).to.include(' 101 ')
  })

  it('answers whoever expects what we do not know, and counts it', async () => {
    await ask('Expect: the-unexpected\r\n')
    expect(answers).to.have.length(1)
  })

  it('[H50] closes one whose answer takes without end, though it reads on, and none that waits for its next request', async () => {
    const patient = await ask()
    answers[0]!.end('well')
    const drip = await ask()
    const drops = setInterval(() => answers[1]!.write('.'), 20)
    await once(drip, 'close')
    clearInterval(drops)
    await ask('', patient)
    expect(answers).to.have.length(3)
  })

  it('[H60] keeps a connection open for longer than a load balancer does', async () => {
    const idle = await ask()
    answers[0]!.end()
    const [answer] = (await once(idle, 'data')) as [Buffer]
    const [, seconds] = /^Keep-Alive: timeout=(\d+)/m.exec(String(answer)) ?? []
    expect(Number(seconds)).to.be.within(75, 120)
  })

  it('[H61] keeps one of a trusted proxy for an hour and more, when others are closed', async () => {
    expect(PROXY_IDLE_MS).to.be.above(3_600_000)
    const times = { ...CONNECTION_TIMES, keepAliveTimeout: IDLE_MS }
    const others: Server[] = []
    const idle: Socket[] = []
    for (const trustProxy of [1, 0]) {
      others.push(http)
      await serve(times, trustProxy)
      idle.push(await ask())
      answers[0]!.end()
    }
    const [ofProxy, other] = idle as [Socket, Socket]
    await once(other, 'close')
    expect(ofProxy.destroyed).to.equal(false)
    const [, trusting] = others
    const asked = once(trusting!, 'request')
    ofProxy.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await asked
    for (const server of others) server.close()
  })

  it('[L41] closes one too many of a network where all are asked for something, and takes others', async () => {
    await ask()
    await ask()
    const third = await come()
    // Far sooner than one that is only silent.
    await eventually('it is closed', async () => third.destroyed)
    await ask('', await come('127.0.0.3'))
    expect(answers).to.have.length(3)
  })

  it('closes the one that has its answer for the next', async () => {
    const first = await ask()
    await ask()
    const answered = once(answers[0]!, 'close')
    answers[0]?.end()
    await answered
    const left = once(first, 'close')
    await ask()
    await left
    expect(answers).to.have.length(3)
  })

  it('[L39] takes half of all from a proxy that nobody told it of, and others beside it', async () => {
    for (let times = 0; times < MOST / 2; times += 1) await ask('X-Forwarded-For: 192.0.2.1\r\n')
    for (let times = 0; times < MOST / 4; times += 1) await ask('X-Forwarded-For: 192.0.2.2\r\n')
    const last = await come()
    await eventually('it is closed', async () => last.destroyed)
    await ask('', await come('127.0.0.3'))
    expect(open.filter(({ destroyed }) => destroyed)).to.deep.equal([last])
  })
})
