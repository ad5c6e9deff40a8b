import { expect } from 'chai'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { eventually } from '../contract/eventually.ts'
import { closeAfterwards, newBrowser, newName, pinOf, register } from '../protocol/scene.ts'
import { PageDevice, qrAddress, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { attackedSite } from './support/attacked-site.ts'
import { figuresOf, type Listening, listenToRedis, placesOf } from './support/leak-places.ts'
import { findLeaks, type Leak, SecretBook, spellings } from './support/secret-book.ts'
import { notePage, WatchedDevice } from './support/watched-devices.ts'

const SECRET = 'the server secret of the leak test, 0123456789'

/** What may stand where, and why. All else is a leak. */
const ALLOWED: readonly { kind: string; place: string; why: string }[] = [
  { kind: 'address', place: 'log of the proxy', why: 'the log of a proxy is not ours; operators are told' },
  {
    kind: 'challenge',
    place: 'commands to Redis',
    why: 'a registration is pending in its record until it is spent',
  },
]

describe('secrets', () => {
  // Before the site itself is stopped, or it would call for a Redis that is gone.
  after(() => redis?.stop())
  const site = attackedSite({ env: { LOG_LEVEL: 'debug', ON_CONTENTION: 'lock', SECRET } })
  const book = new SecretBook()
  const pages: PageDevice[] = []
  let redis: Listening | undefined
  before(async function () {
    this.timeout(60_000)
    redis = await listenToRedis(site.redis!.url)
    await playEverything()
    await eventually('the nodes hand their figures over, once a second', async () =>
      (await figuresOf(site.redis!.url)).includes('lock.second-claimant'),
    )
    for (const page of pages) notePage(book, page)
    book.add('server secret', SECRET)
  })

  it('were made by the run, every kind of them', () => {
    const kinds = new Set(book.all.map(({ kind }) => kind))
    expect([...kinds]).to.have.members([
      ...['nonce', 'seed', 'QR secret', 'PIN', 'return PIN', 'receipt', 'challenge'],
      ...['session token', 'browser cookie', 'server secret', 'address'],
    ])
    expect(book.all.length).to.be.above(60)
  })

  it('are in no log, store, table, figure or URL', async () => {
    const places = await everyPlace()
    for (const place of ['log of node 0', 'log of node 1', 'Redis', 'table audit', 'commands to Redis']) {
      expect(places.get(place)?.length, place).to.be.above(500)
    }
    expect(places.get('log of the proxy')).to.include('POST /api/look')
    expect(leaksIn(places)).to.deep.equal([])
    // An exception that nothing needs any more would hide the next leak.
    const found = findLeaks(places, book.all)
    for (const { kind, place, why } of ALLOWED) {
      expect(
        found.some((leak) => leak.kind === kind && leak.place === place),
        why,
      ).to.equal(true)
    }
  })

  it('would be found in any spelling', () => {
    for (const { kind, value } of book.all) {
      for (const text of spellings(kind, value)) {
        const places = new Map([['planted', `{"level":20,"msg":"before ${text} after"}`]])
        expect(findLeaks(places, [{ kind, value }]), `${kind} as ${text}`).to.not.deep.equal([])
      }
    }
  })

  it('would be found in each place: some are planted there', async () => {
    const secret = (kind: string) => book.all.find((one) => one.kind === kind)!.value
    const client = new Redis(site.redis!.url)
    await client.hset('rekey:planted', 'pin', secret('return PIN'))
    client.disconnect()
    const pool = new Pool({ connectionString: site.databaseUrl! })
    const detail = Buffer.from(secret('session token'), 'base64url').toString('hex')
    await pool.query("insert into audit (at, action, detail) values (1, 'planted', $1)", [detail])
    await pool.end()
    await fetch(`${site.url}/approve?q=${secret('QR secret')}`)
    const found = leaksIn(await everyPlace()).map(({ place, kind }) => `${kind} in ${place}`)
    expect(found).to.include.members([
      'return PIN in Redis',
      'return PIN in commands to Redis',
      'session token in table audit',
      'QR secret in log of the proxy',
    ])
  })

  async function everyPlace() {
    const places = await placesOf(site)
    return places.set('commands to Redis', redis?.heard() ?? '')
  }

  function leaksIn(places: ReadonlyMap<string, string>): Leak[] {
    const allowed = ({ kind, place }: Leak) => ALLOWED.some((one) => one.kind === kind && one.place === place)
    return findLeaks(places, book.all).filter((leak) => !allowed(leak))
  }

  async function newDevice(name = newName('Leak')): Promise<WatchedDevice> {
    const device = closeAfterwards(new WatchedDevice(site.url, book))
    await device.signUp(name)
    return device.connect()
  }

  async function newPage(name?: string): Promise<PageDevice> {
    const page = await closeAfterwards(new PageDevice(site.url, { browserCookie: newBrowser() })).connect()
    pages.push(page)
    await page.open('replace', name)
    return page
  }

  /** Recoveries by QR code and by PIN, refusals, a report and a lock. */
  async function playEverything(): Promise<void> {
    await recoverByCode()
    await recoverByPin()
    await guessAndReport()
    await lockBySecondClaimant()
  }

  async function recoverByCode(): Promise<void> {
    const [approver, page] = await Promise.all([newDevice(), newPage()])
    await fetch(qrAddress(site.url, page.view))
    const claim = claimOf(await approver.scan(qrOf(page.view)))
    await approver.approve(claim, NOTHING_LOST)
    await finish(page)
  }

  async function recoverByPin(): Promise<void> {
    const approver = await newDevice()
    const page = await newPage(approver.name)
    const claim = claimOf(await approver.claim({ pin: pinOf(page) }))
    const renewed = claimOf(await approver.renewReturnPin(claim.claimId))
    await page.typeReturnPin(renewed.returnPin?.pin ?? '')
    await approver.approve(renewed, NOTHING_LOST)
    await finish(page)
  }

  async function finish(page: PageDevice): Promise<void> {
    const device = closeAfterwards(new WatchedDevice(site.url, book))
    viewOf(await register(page, device))
    expect((await device.signIn()).error).to.equal(null)
  }

  async function guessAndReport(): Promise<void> {
    const approver = await newDevice()
    const page = await newPage(approver.name)
    await approver.claim({ pin: 'ABCD-EFGH' })
    await page.typeReturnPin('1234567')
    const claim = claimOf(await approver.claim({ pin: pinOf(page) }))
    await page.typeReturnPin('7654321')
    await page.drop()
    await page.connect()
    await page.resume()
    await approver.deny(claim.claimId, true)
    await approver.look(qrOf(page.opened))
  }

  async function lockBySecondClaimant(): Promise<void> {
    const [approver, other, page] = await Promise.all([newDevice(), newDevice(), newPage()])
    const code = qrOf(page.view)
    const { receipt } = (await other.look(code)).body
    await approver.scan(code)
    expect(await other.claim({ receipt })).to.deep.include({ ok: false })
    const again = await approver.claim({ receipt })
    expect(again).to.deep.include({ ok: false })
    expect(again).to.have.nested.property('error.code', 'locked')
  }
})
