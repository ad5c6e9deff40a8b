import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import {
  type Answer,
  ask,
  askPlainly,
  type DeployedProxy,
  NAME,
  startCaddy,
  startHaproxy,
  startNginx,
} from '../support/deployed-proxy.ts'
import { type Rekey, startRekey } from '../support/rekey.ts'
import { bySize } from '../support/size.ts'
import { inParallel } from './scene.ts'

/** The smallest that LIMITS allows. */
const MOST_OPTIONS = 20

const WISH = {
  path: '/socket.io/?EIO=4&transport=websocket',
  headers: {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
  },
} as const

describe('the proxies of deploy/', () => {
  let rekey: Rekey
  let proxy: DeployedProxy
  before(async () => {
    rekey = await startRekey({
      publicUrl: `https://${NAME}`,
      env: { HOST: '127.0.0.1', RP_ID: 'example.com', LIMITS: `sign-up-options=${MOST_OPTIONS}` },
    })
  })
  after(() => rekey.stop())
  afterEach(() => proxy.stop())

  const without =
    (...lines: readonly string[]) =>
    (text: string) =>
      lines.reduce((before, line) => before.replace(line, ''), text)
  const UPGRADE = [
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $rekey_connection;',
  ]
  const ADDRESS = 'proxy_set_header X-Forwarded-For $remote_addr;'

  async function warnings(): Promise<string[]> {
    const { warnings: standing } = await (await fetch(`http://127.0.0.1:${rekey.port}/readyz`)).json()
    return standing.map(({ kind }: { kind: string }) => kind)
  }

  // The first one: later, sockets have come through.
  it('that drop upgrades are named in the log and by /readyz, with what to do, until one comes through', async () => {
    proxy = await startNginx(rekey.port, without(...UPGRADE))
    for (let times = 0; times < 3; times += 1) expect((await ask(proxy, WISH)).status).to.equal(426)
    await rekey.process.printed(/drops WebSocket upgrades/)
    expect(await warnings()).to.include('upgrades')
    const told = () => rekey.process.output().split('drops WebSocket upgrades').length - 1
    expect(told()).to.equal(1)
    await proxy.stop()
    proxy = await startNginx(rekey.port)
    expect((await ask(proxy, WISH)).status).to.equal(101)
    expect(await warnings()).to.not.include('upgrades')
  })

  it('that tell addresses otherwise than they should, or not at all, are named in the log', async () => {
    proxy = await startNginx(rekey.port, (text) => text.replace('X-Forwarded-For', 'X-Real-IP'))
    await ask(proxy, WISH)
    await rekey.process.printed(/has X-Real-IP and no X-Forwarded-For.* set PROXY_HEADER=x-real-ip/)
    await proxy.stop()
    proxy = await startNginx(rekey.port, without(ADDRESS))
    await ask(proxy, WISH)
    await rekey.process.printed(/The proxy that TRUST_PROXY names writes no X-Forwarded-For/)
  })

  const wanted = { 'nginx.conf': startNginx, 'haproxy.cfg': startHaproxy }
  // Caddy comes with much that the short run has no time to install.
  const all = { ...wanted, Caddyfile: startCaddy }
  const proxies = bySize<typeof wanted>({ short: wanted, long: all, full: all })
  for (const [place, [file, start]] of Object.entries(proxies).entries()) {
    it(`${file} passes pages and sockets on, and leads from http to https`, async () => {
      proxy = await start(rekey.port)
      const page = await ask(proxy, { path: '/lost-passkey' })
      expect([page.status, page.text.includes('<html')]).to.deep.equal([200, true])
      const socket = await ask(proxy, WISH)
      expect(socket.status).to.equal(101)
      expect(socket.text).to.include('"sid"')
      const elsewhere = await askPlainly(proxy, { path: '/lost-passkey?x=1' })
      expect(elsewhere.status).to.equal(308)
      expect(elsewhere.location?.replace(`:${proxy.port}`, '')).to.equal(`https://${NAME}/lost-passkey?x=1`)
    })

    it(`${file} tells whose address it is, whatever a visitor says of that`, async () => {
      proxy = await start(rekey.port)
      const optionsFor = (from: string, forged = ''): Promise<Answer> =>
        ask(proxy, {
          path: '/api/sign-up/options',
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(forged && { 'x-forwarded-for': forged, 'x-real-ip': forged, forwarded: `for=${forged}` }),
          },
          body: JSON.stringify({ name: 'someone' }),
          from,
        })
      const statuses: number[] = []
      let visit = 0
      await inParallel(MOST_OPTIONS + 1, async () => {
        visit += 1
        statuses.push((await optionsFor(`127.0.${place + 1}.7`, `203.0.113.${visit}`)).status)
      })
      const refused = statuses.filter((status) => status === 429)
      expect([statuses.length, refused.length]).to.deep.equal([MOST_OPTIONS + 1, 1])
      expect((await optionsFor(`127.0.${place + 1}.8`)).status).to.equal(200)
    })
  }
})
