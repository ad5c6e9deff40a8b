import { expect } from 'chai'
import { rejection } from '../contract/eventually.ts'
import { newAddress } from '../support/new-address.ts'
import { qrOf } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite, sharedSite } from '../support/sites.ts'
import { accountOf, newAdmin, revoke, tabOf, watchingAdmin } from './admin-scene.ts'
import { codeOf, newApprover, openPage, pinOf, scan, scanned } from './scene.ts'

const SILENT = /The console shows nothing right now: a store can’t be reached/g

describe('the figures that an admin watches', () => {
  const site = sharedSite({ env: { LIMITS: 'wrong-pin=3,look=1' } })
  const stores = siteStores(site)

  it('show an attack while it runs, on the node that it does not touch', async function () {
    // What is looked at too often is refused after some seconds.
    this.timeout(20_000)
    const admin = await watchingAdmin(site, stores, site.otherUrl)
    const quiet = await admin.until(() => true)
    expect(quiet.alarms).to.deep.equal([])

    const victim = await newApprover(site)
    const named = await openPage(site, { name: victim.name })
    await guessPins(7, 2)
    await admin.until(({ alarms }) =>
      alarms.some(({ kind, figure }) => kind === 'wrong-pins' && figure === 14),
    )

    const photographed = await openPage(site)
    await scan(site, photographed)
    const other = await newApprover(site)
    expect(codeOf(await other.scan(qrOf(photographed.opened)))).to.equal('code_invalid')
    await admin.until(({ alarms }) => alarms.some(({ kind }) => kind === 'second-claimants'))

    const flooding = newAddress()
    await flood(flooding, 120)
    const seen = await admin.until(({ alarms }) => alarms.some(({ kind }) => kind === 'refusals'))
    const look = seen.budgets.find(({ name }) => name === 'look')
    expect(look).to.deep.include({ points: 1, windowMs: 1_000 })
    expect(look?.refusedLastHour).to.be.at.least(100)
    // On a slow machine it can be over its limit only while the flood lasts.
    const hot = admin.figures
      .flatMap(({ hotKeys }) => hotKeys)
      .find(({ budget, spent, points }) => budget === 'look' && spent > points)
    expect(hot?.network).to.equal(flooding.replace(/\d+$/, '0/24'))
    expect(hot?.key).to.match(/^[\w-]{8}$/)
    // The flood has its source, which is cut as everywhere.
    const refusals = seen.alarms.find(({ kind }) => kind === 'refusals')
    expect(refusals?.limit).to.equal('look')
    expect(refusals?.source?.network).to.equal(flooding.replace(/\d+$/, '0/24'))
    expect(refusals?.source?.count).to.be.within(100, refusals?.figure ?? 0)
    expect(seen.status).to.equal('contained')
    expect(seen.timeline.map(({ kind, over }) => `${kind} ${over}`)).to.include.members([
      'refusals false',
      'wrong-pins false',
    ])

    // The victim gets through, and nobody's code, address or name was shown to anybody meanwhile.
    const pin = pinOf(named)
    const claim = claimOf(await victim.claim({ pin }))
    expect(claim.state).to.equal('claimed')
    const shown = admin.frames.join('\n')
    const codes = [pin, pin.replace('-', ''), named.opened.codes?.seed, claim.returnPin?.pin]
    const people = [victim.name, other.name, flooding, ...victim.cookies.values()]
    for (const secret of [...codes, ...people]) {
      expect(secret).to.have.length.above(3)
      expect(shown, secret).not.to.include(secret)
    }
    expect(shown).to.match(/"hotKeys":\[\{/)
  })

  it('[A123] tell every admin who has seen an alarm first, and write that down', async () => {
    const [first, second] = [
      await watchingAdmin(site, stores),
      await watchingAdmin(site, stores, site.otherUrl),
    ]
    if ((await first.until(() => true)).timeline.length === 0) await guessPins(7, 2)
    const { timeline } = await first.until(({ timeline: spans }) => spans.length > 0)
    const id = timeline[0]?.id ?? ''
    const outsider = await newAdmin(site, stores)
    expect(await outsider.acknowledge(id)).to.equal('step_up_due')
    await revoke(stores, outsider.device)
    expect(await outsider.acknowledge(id)).to.equal('not_admin')
    expect(await first.acknowledge(id)).to.equal(null)
    expect(await second.acknowledge(id)).to.equal('not_found')
    expect(await second.acknowledge('refusals-1')).to.equal('not_found')
    const seen = await second.until(({ timeline: spans }) =>
      spans.some((span) => span.id === id && span.seen !== null),
    )
    expect(seen.timeline.find((span) => span.id === id)?.seen?.by).to.equal(first.device.name)
    const written = async (device: PasskeyDevice) =>
      (await stores.sql.audit.list(await accountOf(stores, device), 20)).filter(
        ({ action }) => action === 'alarm-acknowledged',
      )
    const [entry, ...more] = await written(first.device)
    expect(more).to.deep.equal([])
    expect(entry).to.include({ detail: id, device: 'Chrome on Linux' })
    expect([await written(second.device), await written(outsider.device)]).to.deep.equal([[], []])
  })

  it('[A125] come with the nodes, the version and the settings, but for secrets', async () => {
    const admin = await watchingAdmin(site, stores)
    const { nodes } = await admin.until(({ nodes: running }) => running.length === 2)
    expect(nodes.map(({ silent, sql }) => [silent, sql])).to.deep.equal([
      [false, true],
      [false, true],
    ])
    expect(nodes.filter(({ own }) => own)).to.have.length(1)
    await admin.until(() => admin.backgrounds.length > 0)
    const { settings, version } = admin.backgrounds[0]!
    expect(version).to.match(/^\d+\.\d+\.\d+$/)
    const row = (name: string) => settings.find((setting) => setting.name === name)
    expect(row('LIMITS')).to.deep.equal({ name: 'LIMITS', value: 'wrong-pin=3,look=1', set: true })
    expect(row('AUDIT_DAYS')).to.deep.equal({ name: 'AUDIT_DAYS', value: '400', set: false })
    for (const name of ['SECRET', 'DATABASE_URL', 'REDIS_URL'])
      expect(row(name), name).to.deep.equal({ name, value: null, set: true })
  })

  it('count a page once, and each claim with its reasons', async () => {
    const admin = await watchingAdmin(site, stores)
    const before = totals(await admin.next())
    const { page } = await scanned(site)
    await page.cancel({ notMine: true })
    const dual = await newApprover(site)
    const named = await openPage(site, { name: dual.name })
    claimOf(await dual.claim({ pin: pinOf(named) }))
    // Each node tells what it counted in its own time.
    const seen = await admin.until((figures) => {
      const { single, pinWay } = totals(figures)
      return single > before.single && pinWay > before.pinWay
    })
    const after = totals(seen)
    expect(after.single - before.single).to.equal(1)
    expect(after.opened - before.opened, 'shown again is not opened again').to.equal(2)
    expect(seen.byState.claimed).to.be.at.least(1)
    expect(seen.livePages).to.equal(Object.values(seen.byState).reduce((sum, one) => sum + one, 0))
  })

  it('come every two seconds, and at once to who has just come', async () => {
    const admin = await watchingAdmin(site, stores)
    await admin.until(() => true, 1_500)
    const times: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      await admin.next()
      times.push(performance.now())
    }
    expect(times[2]! - times[0]!).to.be.within(3_000, 8_000)
  })

  it('stop while Redis hangs and go on with it; everybody stays, demotion counts, the log says it once', async () => {
    const [admin, demoted] = [await watchingAdmin(site, stores), await watchingAdmin(site, stores)]
    const [node] = site.nodes
    const told = () => node!.process.output().match(SILENT)?.length ?? 0
    expect(told()).to.equal(0)
    site.redis?.pause()
    try {
      await node!.process.printed(new RegExp(SILENT.source))
      admin.figures.length = 0
      await revoke(stores, demoted.device)
      await demoted.closed()
      expect(demoted.bye).to.equal('not-admin')
      expect(admin.figures).to.deep.equal([])
    } finally {
      site.redis?.resume()
    }
    await admin.until(() => true)
    expect(told()).to.equal(1)
  })

  /** Each of so many accounts, from a network of its own, types wrong PINs. */
  async function guessPins(accounts: number, each: number): Promise<void> {
    const guessing = Array.from({ length: accounts }, async () => {
      const thief = await newApprover(site)
      const guess = () => thief.claim({ pin: 'AAAA-AAAA' })
      const tries = await Promise.all(Array.from({ length: each }, guess))
      expect(tries.map(codeOf)).to.deep.equal(tries.map(() => 'code_invalid'))
    })
    await Promise.all(guessing)
  }

  /** Looks at made-up codes from one address. */
  async function flood(address: string, times: number): Promise<void> {
    const device = new PasskeyDevice(site.url, { address })
    await device.visit('/approve')
    const code = { pairingId: 'A'.repeat(22), step: 0, secret: 'A'.repeat(22) }
    await Promise.all(Array.from({ length: times }, () => device.post('/api/look', code)))
  }
})

/** Sums over the whole hour. */
function totals({ minutes }: Awaited<ReturnType<Awaited<ReturnType<typeof watchingAdmin>>['next']>>) {
  const sum = (what: (minute: (typeof minutes)[number]) => number) =>
    minutes.reduce((total, minute) => total + what(minute), 0)
  return {
    opened: sum(({ opened }) => opened),
    single: sum(({ single }) => single),
    pinWay: sum(({ dual }) => dual['pin-way'] ?? 0),
  }
}

describe('an admin of a node behind a proxy that TRUST_PROXY does not name', () => {
  const site = embeddedSite({ env: { TRUST_PROXY: '0' } })
  const stores = siteStores(site)

  it('is told so', async () => {
    const admin = await watchingAdmin(site, stores)
    const { alarms } = await admin.until(() => true)
    expect(alarms.map(({ kind, figure }) => [kind, figure])).to.deep.equal([['hidden-network', null]])
  })
})

describe('the figures of a node whose SQL is gone', () => {
  const site = sharedSite({ ownPostgres: true })
  const stores = siteStores(site)

  it('[D13] stop, for nobody knows who may watch; who watched stays, and nobody comes', async () => {
    const admin = await watchingAdmin(site, stores)
    const late = await newAdmin(site, stores)
    await admin.until(() => true)
    await site.postgres?.stop()
    await site.nodes[0]!.process.printed(new RegExp(SILENT.source))
    admin.figures.length = 0
    const silence = await rejection(admin.until(() => true, 4_500))
    expect((silence as Error).message).to.include('No such figures came')
    expect(admin.socket.connected).to.equal(true)
    expect(await late.refusedBy()).to.equal('store_away')
    expect(await tabOf(admin).refusedBy()).to.equal('store_away')
  })
})
