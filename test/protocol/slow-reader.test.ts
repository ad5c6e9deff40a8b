import { randomBytes } from 'node:crypto'
import { createServer, type Server as HttpServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect } from 'chai'
import type { Server, Socket } from 'socket.io'
import { guardSocket } from '../../server/sockets/guard-socket.ts'
import { createIo } from '../../server/sockets/serve-sockets.ts'
import { careful } from '../support/careful.ts'

/** What the kernel holds for a socket varies; the server would have to write far more than that. */
const FAR_TOO_MUCH = 32 * 1024 * 1024
const MESSAGE = 'x'.repeat(64 * 1024)

// No page can make our server say so much in the time of a test, so the guard itself is put before a server
// that does.
describe('a socket whose client does not read', () => {
  let io: Server
  let http: HttpServer
  const clients: Duplex[] = []
  before((done) => {
    io = createIo()
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
    expect(await closed).to.equal('server namespace disconnect')
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
      while (read < goal) await new Promise(setImmediate)
    }
    expect(socket.connected).to.equal(true)
  })

  async function guarded() {
    const served = new Promise<Socket>((resolve) => io.of('/lost').once('connection', resolve))
    const client = await connectByHand((http.address() as AddressInfo).port)
    clients.push(client)
    const socket = await served
    guardSocket(socket, [], careful)
    return { client, socket }
  }
})

/** A WebSocket that has joined `/lost`, as the bare connection under it. */
function connectByHand(port: number): Promise<Duplex> {
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
      socket.write(textFrame('40/lost,'))
      resolve(socket)
    })
    asked.end()
  })
}

/** RFC 6455, section 5.2: a short text from a client, under a mask of zeros. */
function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])
}
