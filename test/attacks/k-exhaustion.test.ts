import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { codeOf, connectedPage, openPage, recovered } from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { newCommandId } from '../support/page-device.ts'
import {
  enteredSocket,
  frame,
  goneWithin,
  knock,
  OPCODE,
  rawSocket,
  textFrame,
} from '../support/raw-socket.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectUnharmed, watchMemory } from './support/unharmed.ts'

/** A silent socket is gone after 7 s: 5 to its first word, 2 to answer a goodbye. What goes sooner, went for what it did. */
const AT_ONCE_MS = 6_500
const SILENT_MS = 25_000 // On a busy machine. By its pings alone, Engine.IO would end it after 45 s.
/** `npm run test:long` takes more of them. */
const IDLE = bySize({ short: 900, long: 5_000, full: 5_000 })
/** A real pairing meanwhile, on a machine that is busy. */
const PAIRING_MS = 10_000
/** MiB that an attack may cost a node; what it tried for is more, and the rest is the collector's. */
const LITTLE = 48

const ON_BOTH = { inShortRun: 'embedded', isLeftToLong: true } as const

describeAttacks('attacks on memory, sockets and processor', ON_BOTH, (site) => {
  it(`#59a ${IDLE.toLocaleString('en')} idle connections of three networks and 300 half-open ones: people pair meanwhile, and all of them end`, async function () {
    this.timeout(90_000)
    const port = Number(new URL(site.url).port)
    const halfOpen = many(300, () => halfARequest(port))
    const addresses = many(3, () => newAddress())
    const idle = many(IDLE, (place) => idleAt(addresses[place % 3]!))

    const began = performance.now()
    await recovered(site)
    expect(performance.now() - began, 'a real pairing, in milliseconds').to.be.below(PAIRING_MS)

    // Most wait for their turn in vain; whoever got in said nothing.
    expect(new Set(await Promise.all(idle))).to.deep.equal(new Set(['refused', 'closed']))
    for (const socket of halfOpen) socket.destroy()
    await expectUnharmed(site)
  })

  it('#59b [P60] pieces without end, a MiB, and bytes that claim to be more: closed, and nothing is kept', async () => {
    const grown = watchMemory(site)
    const piece = frame('x', { opcode: OPCODE.more, last: false })
    const nothing = frame('', { opcode: OPCODE.more, last: false })
    const begun = frame('x', { last: false })
    const floods: Record<string, [times: number, bytes: Uint8Array]> = {
      'pieces of one byte': [100, Buffer.concat([begun, ...Array(8_000).fill(piece)])],
      'pieces of none': [20, Buffer.concat([begun, ...Array(40_000).fill(nothing)])],
      'a MiB': [20, frame(Buffer.alloc(1_048_576, 'x'))],
      'a claim of 2 GiB': [20, frame('x', { claims: 2 ** 31 })],
      'what says it is compressed': [20, frame(Buffer.alloc(100), { compressed: true })],
      'a ping of 200 bytes': [20, frame(Buffer.alloc(200), { opcode: OPCODE.ping })],
    }
    await Promise.all(
      Object.entries(floods).map(async ([what, [times, bytes]]) => {
        const sockets = await Promise.all(many(times, () => enteredSocket(site.url, deflating())))
        for (const { headers } of sockets) expect(headers).to.not.have.property('sec-websocket-extensions')
        for (const socket of sockets) socket.send(bytes)
        await goneWithin(AT_ONCE_MS, sockets, what)
      }),
    )
    expect(grown(), 'MiB').to.be.below(LITTLE)
    await Promise.all([expectUnharmed(site), recovered(site)])
  })

  it('#59b attachments that never come, or come uncalled, are waited for by nobody', async () => {
    const texts = [
      '51-/lost,["state",{"_placeholder":true,"num":0}]',
      '50-/lost,["state"]',
      '59-/lost,["state"]',
    ]
    const more = [
      '5999999999-/lost,["state"]',
      '51-/lost,[{"_placeholder":true,"num":"__proto__"}]',
      '5-',
      '61-/lost,1[]',
    ]
    const grown = watchMemory(site)
    const sockets = await Promise.all(
      [...texts, ...more].flatMap((text) =>
        many(8, async () => {
          const socket = await enteredSocket(site.url)
          socket.send(
            textFrame(text),
            frame(randomBytes(4_000), { opcode: OPCODE.binary }),
            textFrame(text),
            textFrame(text),
          )
          return socket
        }),
      ),
    )
    await recovered(site)
    await goneWithin(SILENT_MS, sockets)
    expect(grown(), 'MiB').to.be.below(LITTLE)
    await expectUnharmed(site)
  })

  it('#59c [P61] pings to be answered and never read pile up nowhere: who floods is closed', async () => {
    const grown = watchMemory(site)
    const pings = Buffer.concat(Array(400).fill(frame(Buffer.alloc(125), { opcode: OPCODE.ping })))
    const deaf = await Promise.all(many(10, () => enteredSocket(site.url)))
    for (const { socket } of deaf) socket.pause()
    const until = performance.now() + 2_500
    while (performance.now() < until) {
      for (const { socket } of deaf) if (socket.writableLength < 500_000) socket.write(pings)
      await new Promise(setImmediate)
    }
    expect(grown(), 'MiB').to.be.below(LITTLE)
    const hearing = await Promise.all(many(5, () => enteredSocket(site.url)))
    for (const socket of hearing) socket.send(pings)
    await goneWithin(AT_ONCE_MS, hearing)
    await Promise.all([expectUnharmed(site), recovered(site)])
  })

  it('#59c 1,000 events a second, and events that nobody knows, end the socket; others notice nothing', async () => {
    const flooding = many(20, async () => {
      const page = await openPage(site)
      for (let sent = 0; sent < 1_000; sent += 1) page.socket.emit('state', { id: newCommandId() }, () => {})
      await page.closed()
      // A burst of 10 was answered, and what Socket.IO says by itself.
      expect(page.frames.length).to.be.below(20)
    })
    const unknown = ['join', 'admin', '__proto__', 'disconnecting2'].map(async (event) => {
      const page = await openPage(site)
      page.socket.emit(event, { room: 'admin' }, () => {})
      await page.closed()
    })
    await Promise.all([...flooding, ...unknown, recovered(site)])
    await expectUnharmed(site)
  })

  it('#59e 500 bad proofs at once are refused, and a real pairing is done meanwhile', async () => {
    const forging = many(50, async () => {
      const page = await connectedPage(site)
      const body = { pageKey: page.pageKey, purpose: 'replace' as const }
      const forged = () => ({
        ...page.message('open', body),
        signature: randomBytes(64).toString('base64url'),
      })
      for (let sent = 0; sent < 10; sent += 1) {
        expect(codeOf(await page.send('open', forged()))).to.equal('signature_invalid')
      }
    })
    const began = performance.now()
    const pairing = recovered(site).then(() => performance.now() - began)
    await Promise.all(forging)
    expect(await pairing, 'milliseconds').to.be.below(PAIRING_MS)
  })

  it('#59e what was made to crash a parser ends its own socket at most', async () => {
    const deep = `42/lost,${'['.repeat(3_900)}${']'.repeat(3_900)}`
    const frames = [
      ...[
        '0',
        '1',
        '2probe',
        '4',
        '40',
        '41',
        '42',
        '43',
        '44',
        '45',
        '46',
        '4x',
        '5',
        '6',
        '',
        '\0',
        '\uFFFF',
      ],
      ...['40/__proto__,', '40/constructor,{}', '40/lost,[]', '40/lost,{"__proto__":{"v":1}}', '44/lost,{}'],
      ...[
        '42/lost,',
        '42/lost,[]',
        '42/lost,{}',
        '42/lost,[null]',
        '42/lost,[1,{}]',
        '42/lost,["open"',
        deep,
      ],
      ...[
        '42/lost,["__proto__",{}]',
        '42/lost,1["constructor",{}]',
        '42/lost,["connect",{}]',
        '43/lost,0[1]',
      ],
      ...[
        '42/lost,9999999999999999999["state",{}]',
        '42/lost,0["open",{"__proto__":{"body":1}}]',
        '42/nowhere,["open"]',
      ],
      ...['42/lost,["state",{}]', '42/lost,["open"]', '42/lost,["cancel",null,null]'],
      '42/lost,0["open",{"id":"\\ud800","nonce":[],"body":{},"signature":null}]',
    ]
    const paths = [
      'sid=__proto__',
      'transport=__proto__',
      'EIO=__proto__',
      'EIO[]=4',
      'b64=1',
      '%zz=%zz',
      'j=0',
    ]
    await Promise.all([
      ...[OPCODE.text, OPCODE.binary].flatMap((opcode) =>
        frames.map(async (text) => (await enteredSocket(site.url)).send(frame(text, { opcode }))),
      ),
      ...['/nowhere', '/__proto__', '/constructor'].map((place) => enteredSocket(site.url, {}, place)),
      ...paths.map((query) => knock(site.url, { path: `/socket.io/?EIO=4&transport=websocket&${query}` })),
      ...['//', '/socket.io/__proto__?EIO=4', '/..//socket.io/'].map((path) => knock(site.url, { path })),
    ])
    await recovered(site)
    await expectUnharmed(site)
  })

  /** How a connection ends that never says a word. A proxy or the kernel, with too many at once, refuses too. */
  async function idleAt(address: string): Promise<string> {
    const end = await rawSocket(site.url, { address }).catch((error: Error) => error.message)
    if (typeof end === 'string') return /with (429|50[234])|ECONNRESET|hang/.test(end) ? 'refused' : end
    const ms = Math.round(await end.gone)
    return ms < SILENT_MS ? 'closed' : `gone after ${ms} ms`
  }
})

function many<Result>(times: number, make: (place: number) => Result): Result[] {
  return Array.from({ length: times }, (_, place) => make(place))
}

/** Would take compressed messages, if the server offered to. */
function deflating() {
  return { headers: { 'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits' } }
}

function halfARequest(port: number): Socket {
  const socket = connect(port, 'localhost')
  socket.on('error', () => {})
  socket.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
  return socket
}
