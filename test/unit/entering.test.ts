import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import pino from 'pino'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { judgeEntry, serveEntered } from '../../server/transport/sockets/entering.ts'
import { createCareful } from '../../server/warnings/careful.ts'
import { createWarnings, type Warnings } from '../../server/warnings/warnings.ts'

describe('[H13] entering a namespace', () => {
  let http: HttpServer
  let server: Server
  let warnings: Warnings
  let careful: ReturnType<typeof createCareful>
  beforeEach(async () => {
    const log = pino({ level: 'silent' })
    warnings = createWarnings(log)
    careful = createCareful(log, warnings)
    http = createServer()
    server = new Server(http)
    await new Promise<void>((ready) => http.listen(0, ready))
  })
  afterEach(() => server.close())

  /** What becomes of someone who enters: the word of a refusal, or why he was disconnected. */
  function enter(): Promise<string> {
    const { port } = http.address() as AddressInfo
    const socket = io(`http://localhost:${port}/room`, { transports: ['websocket'], reconnection: false })
    return new Promise<string>((resolve) => {
      socket.once('connect_error', ({ message }) => resolve(message))
      socket.once('disconnect', resolve)
    }).finally(() => socket.disconnect())
  }

  const judges: Readonly<Record<string, () => Promise<null>>> = {
    throws: () => {
      throw new Error('planted')
    },
    rejects: () => Promise.reject(new Error('planted')),
  }
  for (const [how, judge] of Object.entries(judges)) {
    it(`ends nothing when whoever judges ${how}: nobody is let in unjudged`, async () => {
      judgeEntry(server.of('/room'), careful, judge)
      expect(await enter()).to.equal('internal')
      expect(warnings.list().map(({ kind }) => kind)).to.deep.equal(['fault'])
    })

    it(`ends nothing when whoever serves ${how}: nobody stays who is not served`, async () => {
      serveEntered(server.of('/room'), careful, judge)
      expect(await enter()).to.equal('io server disconnect')
      expect(warnings.list().map(({ kind }) => kind)).to.deep.equal(['fault'])
    })
  }
})
