import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'chai'
import { io } from 'socket.io-client'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import { textFrame } from '../support/raw-socket.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { commonSite } from '../support/sites.ts'
import { newApprover, newBrowser, openPage } from './scene.ts'

const SOCKETS = '/socket.io/?EIO=4&transport=websocket'

describe('the door to the sockets', () => {
  const site = commonSite('shared')

  const origins: Record<string, (own: string) => string | undefined> = {
    'a foreign one': () => 'https://evil.example',
    null: () => 'null',
    'our name as a prefix': (own) => `${own}.evil.example`,
    'our name in a foreign path': (own) => `https://evil.example/${own}`,
    'a name that ends like ours': (own) => own.replace('//', '//evil'),
    'our name under another scheme': (own) => own.replace('http:', 'https:'),
    'our name on another port': () => 'http://localhost:1',
    'our name in capitals': (own) => own.toUpperCase(),
    'our name with a slash': (own) => `${own}/`,
    'an empty one': () => '',
    'none at all': () => undefined,
  }
  for (const [which, spell] of Object.entries(origins)) {
    it(`[P40] refuses an Origin that is ${which}, before there is a socket`, async () => {
      const { cookie } = await newApprover(site)
      for (const node of [site.url, site.otherUrl]) {
        expect(await knock(node, SOCKETS, { origin: spell(site.url), cookie })).to.equal(403)
      }
    })
  }

  it('[H73] names such an origin in the log, where it may be a wrong address of ours', async () => {
    // Other files have started more on this site, and ended them.
    for (const node of site.nodes.filter(({ url }) => [site.url, site.otherUrl].includes(url))) {
      expect(await knock(node.url, SOCKETS, { origin: 'https://elsewhere.example' })).to.equal(403)
      await node.process.printed(/another address than PUBLIC_URL, http:\/\/localhost:\d+, was refused/)
    }
  })

  it('opens for our own', async () => {
    for (const node of [site.url, site.otherUrl]) {
      expect(await knock(node, SOCKETS, { origin: site.url })).to.equal(101)
    }
  })

  it('[P41] refuses a session id, known or not: nothing is upgraded and nothing recovered', async () => {
    const { socket } = await openPage(site)
    for (const sid of [(socket.io.engine as unknown as { id: string }).id, 'A'.repeat(20)]) {
      expect(await knock(site.url, `${SOCKETS}&sid=${sid}`, { origin: site.url })).to.equal(400)
    }
    expect(socket.connected).to.equal(true)
  })

  /** The status line of the answer to a wish of these very bytes. */
  async function ask(
    path: string,
    behind: Uint8Array = Buffer.alloc(0),
    upgrade = 'websocket',
  ): Promise<string> {
    const { port, host } = new URL(site.url)
    const head = [
      `GET ${path} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      `Upgrade: ${upgrade}`,
      `Origin: ${site.url}`,
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ]
    const socket = connect(Number(port), 'localhost')
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), behind]))
    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    return answer.toString().split('\r\n', 1)[0] ?? ''
  }

  it('[P69] refuses whoever sends a frame along with the wish', async () => {
    expect(await ask(SOCKETS)).to.include(' 101 ')
    expect(await ask(SOCKETS, textFrame('40/lost,{"v":1}'))).to.include(' 400 ')
  })

  it('[P70] calls an address that is none a bad request', async () => {
    for (const path of ['//', '//[', 'http://[', '/\\[:']) expect(await ask(path), path).to.match(/ 40[04] /)
    expect(await ask('//[')).to.include(' 400 ')
  })

  it('[P98] says what it speaks to whoever would speak something else', async () => {
    for (const path of [SOCKETS, '/healthz', '/']) {
      const status = await ask(path, undefined, 'h2c')
      expect(status, path).to.include(' 426 ')
    }
  })

  it('answers a wish whose headers were dropped on the way with what it lacks, and nothing else like it', async () => {
    for (const path of [
      SOCKETS,
      '/socket.io/?transport=websocket',
      '/socket.io/?transport=websocket&EIO=4',
    ]) {
      const answer = await fetch(`${site.url}${path}`, { headers: { origin: site.url } })
      expect([answer.status, answer.headers.get('upgrade')], path).to.deep.equal([426, 'websocket'])
      expect(await answer.text()).to.include('a proxy on the way dropped them')
    }
    for (const path of [
      '/socket.io/',
      '/socket.io/?transport=websockets',
      '/socket.io',
      '/x?transport=websocket',
    ])
      expect((await fetch(`${site.url}${path}`)).status, path).to.equal(404)
  })

  it('refuses every other path and transport', async () => {
    expect(await knock(site.url, '/socket.io/?EIO=4&transport=polling', { origin: site.url })).to.not.equal(
      101,
    )
    expect(await knock(site.url, '/other/?EIO=4&transport=websocket', { origin: site.url })).to.equal(404)
    for (const method of ['GET', 'POST']) {
      const headers = { origin: site.url }
      const { status } = await fetch(`${site.url}/socket.io/?EIO=4&transport=polling`, { method, headers })
      expect(status).to.be.within(400, 404)
    }
  })

  for (const namespace of ['/lost', '/approve', '/account']) {
    it(`tells a page of another version on ${namespace} to load again`, async () => {
      const { cookie } = await newApprover(site)
      for (const v of [PROTOCOL_VERSION + 1, String(PROTOCOL_VERSION), undefined]) {
        expect(await connecting(namespace, { v }, cookie)).to.equal('protocol_version')
      }
      expect(await connecting(namespace, { v: PROTOCOL_VERSION }, cookie)).to.equal('connected')
    })
  }

  it('tells a console of another version to load again before it judges anybody', async () => {
    expect(await connecting('/admin', { v: PROTOCOL_VERSION + 1 }, newBrowser())).to.equal('protocol_version')
  })

  it('lets only signed-in devices to /approve, /account and /admin', async () => {
    const guest = new SignedInDevice(site.url)
    await guest.visit('/approve')
    const forged = `${guest.cookie}; ${newBrowser().replace('rekey_browser', 'rekey_session')}`
    for (const namespace of ['/approve', '/account', '/admin']) {
      expect(await connecting(namespace, { v: PROTOCOL_VERSION }, guest.cookie)).to.equal('not_signed_in')
      expect(await connecting(namespace, { v: PROTOCOL_VERSION }, forged)).to.equal('not_signed_in')
    }
  })

  /** What a node says to a connection: `connected`, or its word. */
  function connecting(namespace: string, auth: object, cookie: string): Promise<string> {
    const extraHeaders = { origin: site.url, cookie }
    const options = { transports: ['websocket'], forceNew: true, reconnection: false, auth, extraHeaders }
    const socket = io(`${site.otherUrl}${namespace}`, options)
    const said = new Promise<string>((resolve) => {
      socket.on('connect', () => resolve('connected'))
      socket.on('connect_error', (error) => resolve(error.message))
    })
    return said.finally(() => socket.disconnect())
  }
})

/** Asks for a WebSocket by hand, and gives the status of the answer. */
function knock(node: string, path: string, headers: Record<string, string | undefined>): Promise<number> {
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new Promise((resolve, reject) => {
    const asked = request(`${node}${path}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...Object.fromEntries(sent),
      },
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })
}
