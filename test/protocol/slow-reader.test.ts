import { randomBytes } from 'node:crypto'
import { createServer, type Server as HttpServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect } from 'chai'
import type { Socket as EngineSocket } from 'engine.io'
import type { Server, Socket } from 'socket.io'
import { guardConnection } from '../../server/transport/sockets/guard-connection.ts'
import { createIo } from '../../server/transport/sockets/serve-sockets.ts'
import { careful } from '../support/careful.ts'

/** What the kernel holds for a socket varies; the server would have to write far more than that. */
const FAR_TOO_MUCH = 32 * 1024 * 1024
const MOST_AT_A_PING = 1024
const MESSAGE = 'x'.repeat(64 * 1024)

// No page can make our server say so much in the time of a test, so the guard itself is put before a server
// that does.
describe('a socket of a server that says much', () => {
  let io: Server
  let http: HttpServer
  const clients: Duplex[] = []
  before((done) => {
    io = createIo(['/lost'])
    http = createServer()
    io.attach(http)
    http.listen(0, done)
  })
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy()
  })
  after(async () => {
    await io.close()
  })

  it('[P45] is closed before much waits for it', async () => {
    const { client, socket } = await guarded()
    client.pause()

    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve))
    let written = 0
    while (socket.connected && written < FAR_TOO_MUCH) {
      socket.emit('pairing', MESSAGE)
      written += MESSAGE.length
      await new Promise(setImmediate)
    }
    expect(written).to.be.below(FAR_TOO_MUCH)
    expect(await closed).to.equal('forced close')
  })

  it('[P45] is closed before many answers to its commands wait for it', async () => {
    const { client, socket } = await guarded()
    client.pause()
    socket.on('ask', (answer: (text: string) => void) => answer(MESSAGE))

    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve))
    let asked = 0
    while (socket.connected && asked * MESSAGE.length < FAR_TOO_MUCH) {
      asked += 1
      // As if it had been sent: what comes in has limits of its own.
      socket.conn.emit('data', '42/lost,1["ask"]')
      await new Promise(setImmediate)
    }
    expect(asked * MESSAGE.length).to.be.below(FAR_TOO_MUCH)
    expect(await closed).to.equal('forced close')
  })

  it('[P96] is closed before many short messages wait for it, which take more than their text', async () => {
    const { client, socket } = await guarded()
    await fillLine(client, socket)

    let written = 0
    while (socket.connected && written < 1_000) {
      socket.emit('pairing', '')
      written += 1
      await new Promise(setImmediate)
    }
    expect(written).to.be.below(300)
  })

  it('[P95] is closed when it pings, so that no empty answers to pings pile up for it', async () => {
    const { client, socket } = await guarded()
    await fillLine(client, socket)
    expect(socket.connected).to.equal(true)

    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve))
    client.write(PING)
    expect(await closed).to.equal('forced close')
  })

  it('[P78] keeps the version of what it said at first, and nothing else', async () => {
    const { socket } = await guarded('{"v":1,"more":"more"}')
    expect(socket.handshake.auth).to.deep.equal({ v: 1 })
    const { socket: other } = await guarded('{"v":{"more":"more"}}')
    expect(other.handshake.auth).to.deep.equal({})
  })

  it('is left alone while it reads', async () => {
    const { client, socket } = await guarded()
    let read = 0
    client.on('data', (chunk: Buffer) => {
      read += chunk.length
    })
    for (let times = 0; times < 40; times += 1) {
      socket.emit('pairing', MESSAGE)
      const goal = (times + 1) * MESSAGE.length
      if (times % 4 === 0) client.write(PING)
      while (read < goal) await new Promise(setImmediate)
    }
    expect(socket.connected).to.equal(true)
  })

  async function guarded(auth = '') {
    const served = new Promise<Socket>((resolve) => io.of('/lost').once('connection', resolve))
    const client = await connectByHand((http.address() as AddressInfo).port, auth)
    clients.push(client)
    const socket = await served
    guardConnection(socket.conn as unknown as EngineSocket, careful)
    return { client, socket }
  }
})

/** Nothing more goes out to a client from here on, and little waits for it. */
async function fillLine(client: Duplex, socket: Socket): Promise<void> {
  const { transport } = socket.conn as unknown as { transport: { socket: WebSocket } }
  client.pause()
  while (transport.socket.bufferedAmount <= MOST_AT_A_PING) {
    transport.socket.send(MESSAGE.slice(0, MOST_AT_A_PING))
    await new Promise(setImmediate)
  }
}

/** Empty, under a mask of zeros. */
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0])

/** A WebSocket that has joined `/lost`, as the bare connection under it. */
function connectByHand(port: number, auth: string): Promise<Duplex> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
  }
  return new Promise((resolve, reject) => {
    const asked = request({ port, path: '/socket.io/?EIO=4&transport=websocket', headers })
    asked.on('error', reject)
    asked.on('upgrade', (_response, socket) => {
      socket.on('error', () => {})
      socket.write(textFrame(`40/lost,${auth}`))
      resolve(socket)
    })
    asked.end()
  })
}

/** RFC 6455, section 5.2: a short text from a client, under a mask of zeros. */
function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])
}
