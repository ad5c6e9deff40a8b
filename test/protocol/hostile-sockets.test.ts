import { expect } from 'chai'
import { newCommandId, PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { commonSite } from '../support/sites.ts'
import { codeOf, connectedPage, newApprover, openPage, scanned } from './scene.ts'

describe('a hostile socket', () => {
  const site = commonSite('shared')
  let silent: PageDevice
  let silentSince: number
  before(async () => {
    // It stays through the tests below, so that its time is up soon after them.
    silent = await new PageDevice(site.url).connect()
    silentSince = performance.now()
  })
  after(() => silent.close())

  it('[P44] is closed after an event that nobody knows', async () => {
    const unknown = ['join', 'message', 'disconnect2', 'hello', 'pairing', '__proto__', 'constructor', '']
    const attempts = unknown.map(async (event) => {
      const page = await openPage(site)
      page.socket.emit(event, { room: `pairing:${page.view.pairingId}` }, () => {})
      await page.closed()
    })
    await Promise.all(attempts)
  })

  it('[P44] is closed on /approve and /account after what they do not know', async () => {
    const approver = await newApprover(site)
    approver.socket.emit('open', {}, () => {})
    await approver.closed()
    await approver.connect(site.otherUrl, '/account')
    approver.socket.emit('claim', {}, () => {})
    await approver.closed()
  })

  it('[P43] is closed after more than a burst of 10', async () => {
    const page = await openPage(site)
    // Opening has taken one.
    const within = Array.from({ length: 9 }, () => page.state())
    expect((await Promise.all(within)).map(codeOf)).to.deep.equal(Array(9).fill(null))
    for (let more = 0; more < 10; more += 1) page.socket.emit('state', { id: newCommandId() }, () => {})
    await page.closed()
  })

  const id = newCommandId()
  const misuses: Record<string, (page: PageDevice) => void> = {
    'no acknowledgement': (page) => page.socket.emit('state', { id: newCommandId() }),
    'an acknowledgement that is none': (page) => page.socket.emit('state', { id: newCommandId() }, 'ack'),
    'two payloads': (page) => page.socket.emit('state', { id: newCommandId() }, {}, () => {}),
    'no payload': (page) => page.socket.emit('state', () => {}),
    'more than 8 KiB': (page) => page.socket.emit('state', { id: 'A'.repeat(9_000) }, () => {}),
    bytes: (page) => page.socket.emit('state', Buffer.from('state'), () => {}),
    'bytes for an id': (page) => page.socket.emit('state', { id: Buffer.from(id) }, () => {}),
    'more than 8 KiB in bytes': (page) => page.socket.emit('state', Buffer.alloc(9_000), () => {}),
  }
  for (const [what, misuse] of Object.entries(misuses)) {
    it(`is closed when it sends ${what}`, async () => {
      const page = await openPage(site)
      misuse(page)
      await page.closed()
    })
  }

  const payloads: Record<string, unknown> = {
    null: null,
    'a text': 'state',
    'a number': 1,
    'an array': [{ id }],
    'no id': {},
    'an id of another shape': { id: `${id}=` },
    'an array for an id': { id: [id] },
    'one more field': { id, pairingId: 'A'.repeat(22) },
    'a room': { id, room: ['admin'] },
    'a prototype': JSON.parse(`{"id":"${id}","__proto__":{"admin":true}}`),
    'a constructor': { id, constructor: { prototype: {} } },
  }
  for (const [what, payload] of Object.entries(payloads)) {
    it(`is refused when its payload is ${what}`, async () => {
      const page = await openPage(site)
      expect(codeOf(await page.send('state', payload))).to.equal('bad_request')
      expect(viewOf(await page.state()).version).to.equal(page.opened.version)
    })
  }

  it('cannot choose what the server makes: an id, a code or a lifetime', async () => {
    const page = await connectedPage(site)
    for (const more of [{ pairingId: 'A'.repeat(22) }, { pin: 'AAAAAAAA' }, { seed: 'A' }, { ttl: 1 }]) {
      const body = { pageKey: page.pageKey, purpose: 'replace' as const, ...more }
      expect(codeOf(await page.send('open', page.message('open', body)))).to.equal('bad_request')
    }
  })

  it('is refused when a signed body is no JSON of its kind', async () => {
    const page = await openPage(site)
    for (const body of ['', '{', 'null', '[]', '{"__proto__":{}}', '{"pin":1}']) {
      const message = { ...page.message('new-code', {}), body }
      expect(codeOf(await page.send('return-pin', message))).to.equal('bad_request')
    }
  })

  it('is refused on /approve in the same way', async () => {
    const { approver, claim } = await scanned(site)
    const { claimId } = claim
    const messages: [string, unknown][] = [
      ['claim', { id }],
      ['claim', { id, pin: '1', receipt: '2' }],
      ['claim', { id, pin: { $ne: null } }],
      ['state', { id, claimId: [claimId] }],
      ['approve-options', { id, claimId, choice: { retire: 'all', endOtherSessions: false } }],
      ['approve', { id, claimId, viewVersion: -1, choice: null, challengeId: id, assertion: {} }],
      ['deny', { id, claimId, report: 'yes' }],
    ]
    for (const [event, payload] of messages) {
      expect(codeOf(await approver.send(event, payload))).to.equal('bad_request')
    }
    expect((await approver.state(claimId)).ok).to.equal(true)
  })

  it('leaves everybody else alone: the servers of all these go on', async () => {
    for (const node of [site.url, site.otherUrl]) {
      expect((await fetch(`${node}/healthz`)).status).to.equal(200)
      const [approver, page] = await Promise.all([newApprover(site, node), openPage(site, { node })])
      expect(codeOf(await approver.scan(qrOf(page.view)))).to.equal(null)
    }
  })

  it('[P39] is closed when it proves nothing for 5 s', async () => {
    await silent.closed()
    expect(performance.now() - silentSince).to.be.within(4_500, 12_000)
    expect(silent.frames.join()).to.include('hello').and.not.include('view')
  })
})
