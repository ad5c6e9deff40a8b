import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Express } from 'express'
import { after, before } from 'mocha'
import { SIGNED_COMMANDS } from '../../shared/page-signature.ts'
import { faultsIn } from '../support/faults-in-log.ts'
import { freePort } from '../support/free-port.ts'
import { type Haproxy, startHaproxy } from '../support/haproxy.ts'
import { addressHeaders, newAddress } from '../support/new-address.ts'
import { PageDevice } from '../support/page-device.ts'
import { POSTS } from '../support/post-paths.ts'
import { type Rekey, type RekeyOptions, startRekey } from '../support/rekey.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { loopbackFor } from '../support/way-in.ts'
import { watchingAdmin } from './admin-scene.ts'
import { startHttpSite } from './http-site.ts'
import { openLine } from './leaving/leave.ts'
import { everyRoute, NAMED_ROUTES } from './leaving/routes.ts'
import { type Headers, HTTP_WAYS, leaveAfterCommand, SOCKET_WAYS, wish } from './leaving/ways.ts'
import { newName } from './scene.ts'

const ROUNDS = bySize({ short: 1, long: 4, full: 100 })
/** Routes that are left at the same time. */
const AT_ONCE = 8

const EVENTS: Readonly<Record<string, readonly string[]>> = {
  '/lost': [...SIGNED_COMMANDS, 'state', 'pin', 'cancel', 'nothing'],
  '/approve': ['claim', 'state', 'renew-return-pin', 'approve-options', 'approve', 'deny', 'nothing'],
  '/account': ['nothing'],
  '/admin': ['nothing'],
}

const ALL_NAMESPACES = [...Object.keys(EVENTS), '/', '/nowhere']

/** How a site is reached; each has its own idea of where someone is. */
interface Setting {
  readonly options: RekeyOptions
  readonly isBehindProxy: boolean
  /** Whether whoever comes says where he is, as only a proxy should. */
  readonly isForwarded: boolean
}

const LOGGED = { LOG_LEVEL: 'info' }
const SETTINGS: Readonly<Record<string, Setting>> = {
  'straight, as it comes': {
    options: { asItComes: true, env: LOGGED },
    isBehindProxy: false,
    isForwarded: false,
  },
  'straight, with a forged address': {
    options: { asItComes: true, env: { ...LOGGED, TRUST_PROXY: '0' } },
    isBehindProxy: false,
    isForwarded: true,
  },
  'behind one proxy': {
    options: { env: { ...LOGGED, TRUST_PROXY: '1' } },
    isBehindProxy: true,
    isForwarded: true,
  },
  'behind a proxy of a list': {
    options: { env: { ...LOGGED, TRUST_PROXY: '127.0.0.0/8,::1' } },
    isBehindProxy: true,
    isForwarded: true,
  },
}

/** The two that people run most; CI takes them all. */
const MOST_RUN = ['straight, as it comes', 'behind one proxy']
const WALKED = bySize({ short: MOST_RUN, long: Object.keys(SETTINGS), full: Object.keys(SETTINGS) })

/** Between the last word and leaving: nothing, or a moment in which the server, or a proxy, may have heard. */
async function pause(): Promise<void> {
  if (Math.random() < 0.5) await wait(Math.random() * 25)
}

for (const setting of WALKED) {
  const { options, isBehindProxy, isForwarded } = SETTINGS[setting]!
  describe(`leaving early, ${setting}`, function () {
    this.timeout(bySize({ short: 60_000, long: 300_000, full: 1_800_000 }))
    const site = {} as Site
    let node: Rekey
    let proxy: Haproxy | null = null
    let cookie = ''
    before(async () => {
      const port = isBehindProxy ? await freePort() : null
      node = await startRekey({ ...options, ...(port && { publicUrl: `http://localhost:${port}` }) })
      if (port) proxy = await startHaproxy([node.port], port)
      const url = proxy?.url ?? node.url
      Object.assign(site, { url, otherUrl: url, nodes: [node], databaseUrl: null })
    })
    after(async () => {
      await proxy?.stop()
      await node?.stop()
    })
    const stores = siteStores(site)

    /** Signed in and an admin: every route and namespace lets this browser in. */
    async function signIn(): Promise<void> {
      const { device } = await watchingAdmin(site, stores)
      await device.visit('/lost-passkey')
      cookie = device.cookie
    }

    function headersAt(address: string): Headers {
      const { host } = new URL(site.url)
      return { host, origin: site.url, cookie, ...(isForwarded && addressHeaders(address)) }
    }

    async function leaving(
      leave: (line: Awaited<ReturnType<typeof openLine>>, headers: Headers) => Promise<void>,
    ) {
      const address = newAddress()
      const from = isForwarded ? undefined : loopbackFor(address)
      await leave(await openLine(Number(new URL(site.url).port), from, pause), headersAt(address))
    }

    async function staysUp(what: string): Promise<void> {
      expect(node.process.endedByItself(), what).to.equal(false)
      const answer = await fetch(`${node.url}/healthz`).catch((error: Error) => error.message)
      expect(typeof answer === 'string' ? answer : answer.status, what).to.equal(200)
      expect(faultsIn(node.process.output()), what).to.deep.equal([])
    }

    it('any route, in any way, ends nothing', async () => {
      await signIn()
      for (let round = 0; round < ROUNDS; round += 1) {
        const routes = [...everyRoute()]
        while (routes.length > 0) {
          const some = routes.splice(0, AT_ONCE)
          const left = some.flatMap((route) =>
            Object.values(HTTP_WAYS).map((way) => leaving((line, headers) => way(line, route, headers))),
          )
          await Promise.all(left)
          await staysUp(some.map(({ method, path }) => `${method} ${path}`).join(', '))
        }
      }
      // A proxy ends what its client resets, and so hears an answer.
      if (!isBehindProxy) expect(node.process.output()).to.include('"aborted":true')
    })

    it('the upgrade or any namespace, in any way and after any command, ends nothing', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const left = ALL_NAMESPACES.flatMap((namespace) => [
          ...Object.values(SOCKET_WAYS).map((way) =>
            leaving((line, headers) => way(line, namespace, headers)),
          ),
          ...(EVENTS[namespace] ?? []).map((event) =>
            leaving((line, headers) => leaveAfterCommand(line, namespace, headers, event)),
          ),
        ])
        await Promise.all(left)
        await staysUp('namespaces')
      }
    })

    it('after commands that are answered for real, ends nothing', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const pages = Array.from({ length: 5 }, async () => {
          const page = await new PageDevice(site.url).connect()
          void page.open().catch(() => {})
          await pause()
          terminate(page.socket)
        })
        const phones = Array.from({ length: 3 }, async () => {
          const phone = new SignedInDevice(site.url)
          await phone.signUp(newName())
          await phone.connect()
          phone.socket.emit('claim', { id: 'A'.repeat(22), pin: '00000000' }, () => {})
          await pause()
          terminate(phone.socket)
        })
        await Promise.all([...pages, ...phones])
        await staysUp('commands')
      }
    })

    it('while it waits for a turn, ends nothing', async () => {
      const many = 120
      const address = newAddress()
      const from = isForwarded ? undefined : loopbackFor(address)
      const headers = headersAt(address)
      const port = Number(new URL(site.url).port)
      const look = everyRoute().find(({ path }) => path === '/api/look')!
      const asked = [
        () => wish(headers),
        () =>
          `POST ${look.path} HTTP/1.1\r\n${lines(headers)}content-type: application/json\r\ncontent-length: ${look.body.length}\r\n\r\n${look.body}`,
      ]
      for (const words of asked) {
        const waiting = await Promise.all(Array.from({ length: many }, () => openLine(port, from, pause)))
        await Promise.all(waiting.map((line) => line.say(words())))
        // Fifty a second are served; the others wait by now.
        await Promise.race(waiting.map((line) => line.hear()))
        await Promise.all(
          waiting.map((line, place) => (isBehindProxy || place % 2 === 0 ? line.reset() : line.end())),
        )
        await staysUp('turns')
      }
    })

    it('is someone all the while: no visit is from nowhere', () => {
      expect(node.process.output()).to.not.include('"network":"unknown"')
    })
  })
}

describe('the routes that leaving early walks', () => {
  it('are all that the app has', async () => {
    const site = await startHttpSite({ posts: [POSTS] })
    try {
      // Of the assets, everyRoute() takes one.
      expect([...NAMED_ROUTES.map(({ path }) => path), '/assets/:name']).to.have.members(pathsOf(site.app))
    } finally {
      await site.close()
    }
  })
})

function pathsOf(app: Express): string[] {
  const paths = app.router.stack.flatMap(({ route }) => (route ? [route.path] : []))
  return [...new Set(paths)]
}

function lines(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
}

/** Breaks the connection under a client of Socket.IO. */
function terminate(socket: { io: { engine: unknown } }): void {
  const { transport } = socket.io.engine as { transport: { ws: { terminate(): void } } }
  transport.ws.terminate()
}
