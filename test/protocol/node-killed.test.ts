import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { holdUpWrites } from '../support/hold-up-writes.ts'
import { viewOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { startSlowLine } from '../support/slow-line.ts'
import { approve, closeAfterwards, codeOf, openPage, type Registered, scan } from './scene.ts'

type Victim = Registered & { readonly created: RegistrationResponseJSON }

/**
 * A node dies between the SQL commit of a registration and the compare-and-set of its record: its insert is
 * held up by a lock in PostgreSQL, its line to Redis loses everything, the lock is let go, and when SQL has the
 * row the node is killed.
 */
describe('a node killed between SQL and the record', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)
  const victims: Victim[] = []

  before(async () => {
    const line = await startSlowLine(Number(new URL(site.redis?.url ?? '').port), 0)
    const node = await site.start({ redisUrl: `redis://127.0.0.1:${line.port}` })
    for (let nth = 0; nth < 4; nth += 1) victims.push(await aboutToRegister(node.url))
    const held = await holdUpWrites(site, 'recoveries')
    for (const { page, created } of victims) page.register(created).catch(() => {})
    await eventually('all inserts wait', async () => (await held.waiting()) === victims.length)
    line.lose()
    await held.letGo()
    await eventually('SQL has all rows', async () => (await rows()) === victims.length)
    await node.kill()
    await line.close()
    for (const other of [site.url, site.otherUrl]) {
      await eventually(`${other} is ready`, async () => (await fetch(`${other}/readyz`)).status === 200)
    }
  })

  it('the page goes on where SQL is, and its retry is answered', async () => {
    const { page, created, newDevice } = victims[0]!
    closeAfterwards(page)
    expect((await stores.record(page.view.pairingId)).state).to.equal('approved')
    await page.connect(site.url)
    expect(viewOf(await page.resume()).state).to.equal('registered')
    expect(viewOf(await page.register(created)).state).to.equal('registered')
    expect((await newDevice.signIn()).body.recovered).to.equal(true)
    await page.until((view) => view.state === 'done')
  })

  it('simply signing in proves the passkey, and the record follows', async () => {
    const { page, newDevice } = victims[1]!
    expect((await stores.record(page.view.pairingId)).state).to.equal('approved')
    expect((await newDevice.signIn()).body.recovered).to.equal(true)
    expect((await stores.record(page.view.pairingId)).state).to.equal('done')
  })

  it('a deny takes the passkey back', async () => {
    const { page, newDevice, approver, claim } = victims[2]!
    await closeAfterwards(approver).connect(site.otherUrl)
    expect(claimOf(await approver.deny(claim.claimId)).state).to.equal('denied')
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_unknown')
    expect(await stores.sql.recoveries.find(page.view.pairingId)).to.include({
      state: 'ended',
      cause: 'denied',
    })
  })

  it('time that ran out does not undo what SQL has', async () => {
    const { page, newDevice, approver, claim } = victims[3]!
    await closeAfterwards(approver).connect(site.otherUrl)
    await stores.passTime(page.view.pairingId, 200_000)
    expect(claimOf(await approver.state(claim.claimId)).state).to.equal('registered')
    expect((await newDevice.signIn()).body.recovered).to.equal(true)
    expect(codeOf(await approver.deny(claim.claimId))).to.equal('not_now')
  })

  async function aboutToRegister(node: string): Promise<Victim> {
    const page = await openPage(site, { node })
    const pair = await approve(await scan(site, page))
    const newDevice = new SignedInDevice(site.url)
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    return {
      ...pair,
      newDevice,
      created: newDevice.authenticator.create(offer.options),
    }
  }

  async function rows(): Promise<number> {
    const ids = victims.map(({ page }) => page.view.pairingId)
    return (await stores.run('select 1 from recoveries where id = any($1)', [ids])).length
  }
})
