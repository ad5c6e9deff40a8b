import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { newApprover, recovered } from '../protocol/scene.ts'
import { type Counts, countedSite } from '../support/counted-site.ts'
import { newAddress } from '../support/new-address.ts'
import { enteredSocket, type RawSocket, rawSocket } from '../support/raw-socket.ts'
import { bySize } from '../support/size.ts'
import { BEFORE_ENTERING, FIRST_BATCH, HOSTILE_PACKETS, NEXT_BATCH } from './support/packets.ts'

/** Of one account, in all its namespaces, and of pages that nobody knows. */
const CONNECTIONS = bySize({ short: 6, long: 60, full: 60 })
const PACKETS = bySize({ short: 120, long: 10_000, full: 10_000 })
/** Types at a time: in a short run all of them, in a full one each by itself. */
const TOGETHER = bySize({ short: 23, long: 6, full: 1 })
/** What docs/spec/limits.md says that a connection costs at most. */
const KIB_OF_CONNECTION = 100
/** What a heap of ours moves by without anybody's doing. */
const KIB_OF_NOTHING = 4_096

/** All through it, so often. */
const SOME_MS = 400

const OTHERS = Object.keys(HOSTILE_PACKETS).filter((type) => type !== BEFORE_ENTERING)
const NAMESPACES = ['/approve', '/account', '/lost']

describe('attacks by packets of every type', () => {
  const { site, counts } = countedSite()
  let cookie: string
  let still: Counts
  before(async () => {
    const owner = await newApprover(site)
    cookie = owner.cookie
    owner.close()
    // The first of everything loads and compiles.
    await flood('Socket.IO 2', atOnce)
    await gone()
    still = await counts()
  })

  for (const group of [[BEFORE_ENTERING], ...inGroups(OTHERS)]) {
    const types = group.length > 6 ? `all ${group.length} types` : group.join('; ')
    for (const [how, send] of Object.entries({ 'as fast as they go': atOnce, 'below a flood': paced })) {
      it(`#59f ${PACKETS.toLocaleString('en')} packets of each type, ${how}: no socket outlives its connection, and little is kept (${types})`, async function () {
        this.timeout(120_000)
        let over = false
        const floods = Promise.all(group.map((type) => flood(type, send))).finally(() => {
          over = true
        })
        while (!over) {
          await expectBounded(group.length * CONNECTIONS)
          await Promise.race([floods, wait(SOME_MS)])
        }
        const sockets = (await floods).flat()
        for (const { socket } of sockets) socket.destroy()
        await gone()
      })
    }
  }

  it('#59f leaves a server on which people pair', () => recovered(site))

  async function flood(type: string, send: Send): Promise<RawSocket[]> {
    const addresses = Array.from({ length: 6 }, newAddress)
    const entering = Array.from({ length: CONNECTIONS }, async (_, place) => {
      const address = addresses[place % addresses.length]!
      const namespace = NAMESPACES[place % NAMESPACES.length]!
      const wish = { address, headers: { cookie } }
      const isIn = type !== BEFORE_ENTERING
      const socket = await (isIn ? enteredSocket(site.url, wish, namespace) : rawSocket(site.url, wish))
      return { socket, namespace }
    })
    const entered = await Promise.all(entering)
    const each = Math.ceil(PACKETS / CONNECTIONS)
    const sending = entered.map(({ socket, namespace }) =>
      send(socket, each, (n) => HOSTILE_PACKETS[type]!(n, namespace)),
    )
    await Promise.all(sending)
    return entered.map(({ socket }) => socket)
  }

  async function expectBounded(opened: number): Promise<void> {
    let now = await counts()
    // What closes at this very moment may be counted once more; an orphan would be counted each time.
    for (let again = 0; again < 3 && now.sockets > now.connections; again += 1) now = await counts()
    expect(now.connections, 'connections').to.be.at.most(opened)
    expect(now.sockets, 'sockets').to.be.at.most(now.connections)
    const most = opened * KIB_OF_CONNECTION + KIB_OF_NOTHING
    expect((now.bytes - still.bytes) / 1_024, 'KiB').to.be.below(most)
  }

  /** No connection is left, and nothing of one. */
  async function gone(): Promise<void> {
    await eventually('nothing of them is left', async () => {
      const { sockets, connections, entered, rooms } = await counts()
      return sockets + connections + entered + rooms === 0
    })
  }
})

type Send = (socket: RawSocket, times: number, packet: (n: number) => Uint8Array) => Promise<void>

async function atOnce(...[socket, times, packet]: Parameters<Send>): Promise<void> {
  socket.send(...Array.from({ length: times }, (_, n) => packet(n)))
  // Until all of it has been taken, or the connection is gone.
  await Promise.race([new Promise((taken) => socket.socket.write('', taken)), socket.gone])
}

/** As many as a connection may send: all at first, and the rest twice a second. */
async function paced(...[socket, times, packet]: Parameters<Send>): Promise<void> {
  for (let n = 0; n < times && !socket.socket.destroyed; ) {
    const together = n === 0 ? FIRST_BATCH : NEXT_BATCH
    const first = n
    socket.send(...Array.from({ length: together }, (_, place) => packet(first + place)))
    n += together
    await wait(500)
  }
}

function inGroups<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / TOGETHER) }, (_, group) =>
    all.slice(group * TOGETHER, (group + 1) * TOGETHER),
  )
}
