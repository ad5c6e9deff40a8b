import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { RESERVED_FILES } from '../../server/limits/numbers.ts'
import { eventually } from '../contract/eventually.ts'
import { gone } from '../support/gone.ts'
import { newAddress } from '../support/new-address.ts'
import { enteredSocket } from '../support/raw-socket.ts'
import { embeddedSite } from '../support/sites.ts'
import { fetchFrom, loopbackFor } from '../support/way-in.ts'
import { recovered } from './scene.ts'

/** With what it keeps for itself, 200 connections and 50 for a network. */
const OPEN_FILES = 300
const IDLE = 500
const HASTY = 900
/** That a server has open for a moment of its own accord. */
const SOME_FILES = 8
/** What a head may take, how often that is looked at, and what a busy machine adds. */
const HEAD_MS = 10_000 + 2_000 + 4_000

const HEAD = 'POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\n'
const SLOW: Readonly<Record<string, string>> = {
  'never send a byte': '',
  'never end a head': `${HEAD}X-Slow: `,
  'had an answer and stay': 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'never end a body': `${HEAD}Origin: ORIGIN\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
}

describe('a server that may have few files open', () => {
  const site = embeddedSite({ asItComes: true, openFiles: OPEN_FILES })
  const open: Socket[] = []
  let silent: Promise<number>[]
  before(() => {
    const began = performance.now()
    silent = Object.values(SLOW)
      .slice(0, 2)
      .map(async (bytes) => {
        const socket = await comeFrom('127.7.7.7', bytes)
        await gone(socket)
        return performance.now() - began
      })
  })
  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy()
  })

  async function comeFrom(localAddress: string, bytes: string): Promise<Socket> {
    const { port } = site.nodes[0]!
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    socket.on('error', () => {}).resume()
    await Promise.race([once(socket, 'connect'), gone(socket)])
    socket.write(bytes.replace('ORIGIN', site.url))
    return socket
  }

  async function crowd(addressOf: (place: number) => string, bytes: string): Promise<Socket[]> {
    const sockets: Socket[] = []
    for (let place = 0; place < IDLE; place += 1) sockets.push(await comeFrom(addressOf(place), bytes))
    open.push(...sockets)
    return sockets
  }

  const openFiles = () => readdirSync(`/proc/${site.nodes[0]!.process.pid}/fd`).length

  const left = (sockets: readonly Socket[]) => sockets.filter(({ destroyed }) => !destroyed).length

  /** On connections of their own, one after the other and side by side. */
  async function othersAreServed(): Promise<void> {
    for (let time = 0; time < 20; time += 1) {
      // An address of its own: a connection that was kept open may have made room for the crowd.
      const { status } = await fetchFrom(newAddress(), `${site.url}/sign-in`)
      expect(status).to.equal(200)
    }
    const socket = await enteredSocket(site.url)
    expect(socket.socket.destroyed).to.equal(false)
    await recovered(site)
  }

  it('says so at its start', async () => {
    const most = OPEN_FILES - RESERVED_FILES
    expect(site.nodes[0]?.process.output()).to.include(
      `${most} connections. To let it hold more, raise the limit (ulimit -n)`,
    )
    const { warnings } = (await (await fetch(`${site.url}/readyz`)).json()) as { warnings: object[] }
    expect(JSON.stringify(warnings)).to.include('open-files')
  })

  for (const [what, bytes] of Object.entries(SLOW)) {
    it(`[L38] serves others while ${IDLE} connections of one network ${what}`, async () => {
      const sockets = await crowd(() => '127.9.9.9', bytes)
      await othersAreServed()
      expect(left(sockets)).to.be.within(1, (OPEN_FILES - RESERVED_FILES) / 4)
    })
  }

  it(`[L38] serves others while ${IDLE} connections of as many networks send nothing`, async () => {
    const sockets = await crowd((place) => loopbackFor(`10.9.${place >> 8}.${place & 255}`), '')
    await othersAreServed()
    expect(left(sockets)).to.be.within(1, OPEN_FILES - RESERVED_FILES)
  })

  it(`[H40] keeps none of what ${HASTY} requests in one write would open, when they are reset`, async () => {
    const page = await (await fetch(`${site.url}/lost-passkey`)).text()
    const asset = /\/assets\/[^"]+/.exec(page)?.[0]
    for (const path of ['/lost-passkey', '/api/session', asset]) {
      const before = openFiles()
      for (let times = 0; times < 4; times += 1) {
        const hasty = await comeFrom(
          '127.9.9.9',
          `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(HASTY),
        )
        await Promise.race([once(hasty, 'data'), once(hasty, 'close')])
        hasty.resetAndDestroy()
      }
      await eventually(`${path} is closed`, async () => openFiles() <= before + SOME_FILES)
    }
    await othersAreServed()
  })

  it('[H24] ends connections on which nothing is ever sent, or no head ends', async () => {
    const ended = await Promise.race([Promise.all(silent), wait(HEAD_MS, [HEAD_MS])])
    expect(Math.max(...ended)).to.be.below(HEAD_MS)
  })
})
