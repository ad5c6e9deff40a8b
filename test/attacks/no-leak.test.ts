import { expect } from 'chai'
import { Redis } from 'ioredis'
import Sqlite from 'libsql'
import { Pool } from 'pg'
import { eventually } from '../contract/eventually.ts'
import { closeAfterwards, newBrowser, newName, pinOf, register } from '../protocol/scene.ts'
import { PageDevice, qrAddress, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { figuresOf, type Listening, listenToRedis, placesOf, sqliteFile } from './support/leak-places.ts'
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

const watched = { own: true, env: { LOG_LEVEL: 'debug', ON_CONTENTION: 'lock', SECRET } }

describeAttacks('secrets', { inShortRun: 'shared', ...watched }, (site) => {
  const book = new SecretBook()
  const pages: PageDevice[] = []
  let redis: Listening | undefined
  after(() => redis?.stop())
  before(async function () {
    this.timeout(60_000)
    const { redis: store } = site
    if (store) redis = await listenToRedis(store.url)
    await playEverything()
    if (store)
      await eventually('the nodes hand their figures over, once a second', async () =>
        (await figuresOf(store.url)).includes('lock.second-claimant'),
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
    const shared = ['log of node 1', 'log of the proxy', 'Redis', 'commands to Redis']
    for (const place of ['log of node 0', 'table audit', ...(site.redis ? shared : [])]) {
      expect(places.get(place)?.length, place).to.be.above(500)
    }
    if (site.proxy) expect(places.get('log of the proxy')).to.include('POST /api/look')
    expect(leaksIn(places)).to.deep.equal([])
    // An exception that nothing needs any more would hide the next leak.
    const found = findLeaks(places, book.all)
    for (const { kind, place, why } of ALLOWED.filter(({ place }) => places.has(place))) {
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
    const detail = Buffer.from(secret('session token'), 'base64url').toString('hex')
    const planted = ['session token in table audit']
    await plantInAudit(detail)
    if (site.redis) {
      const client = new Redis(site.redis.url)
      await client.hset('rekey:planted', 'pin', secret('return PIN'))
      client.disconnect()
      await fetch(`${site.url}/approve?q=${secret('QR secret')}`)
      planted.push('return PIN in Redis', 'return PIN in commands to Redis', 'QR secret in log of the proxy')
    }
    const found = leaksIn(await everyPlace()).map(({ place, kind }) => `${kind} in ${place}`)
    expect(found).to.include.members(planted)
  })

  async function plantInAudit(detail: string): Promise<void> {
    const statement = `insert into audit (at, action, detail) values (1, 'planted', '${detail}')`
    if (!site.databaseUrl) return void new Sqlite(sqliteFile(site)).exec(statement)
    const pool = new Pool({ connectionString: site.databaseUrl })
    await pool.query(statement)
    await pool.end()
  }

  async function everyPlace() {
    const places = await placesOf(site)
    return redis ? places.set('commands to Redis', redis.heard()) : places
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
