import { join } from 'node:path'
import { expect } from 'chai'
import { Redis } from 'ioredis'
import Database from 'libsql'
import { qrOf, viewOf } from '../support/page-device.ts'
import { type Rekey, startRekey } from '../support/rekey.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { type Site, sharedSite } from '../support/sites.ts'
import { approve, codeOf, match, newApprover, newBrowser, openPage, proveOn, registerOn } from './scene.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

describe('a Redis that may have forgotten', () => {
  const site = sharedSite()
  const stores = siteStores(site)
  let redis: Redis
  let node: string
  before(async () => {
    // As if this deployment had been made an hour ago; a node reads that when it starts.
    await stores.run("update meta set value = (value::bigint - $1::bigint)::text where key = 'born'", [
      HOUR_MS,
    ])
    node = (await site.start()).url
    redis = new Redis(site.redis!.socketPath)
    redis.on('error', () => {})
  })
  after(() => redis?.disconnect())
  beforeEach(() => site.redis!.flush())

  const grow = async (ms: number) => {
    await viewOf(await (await openPage(site, { node })).state())
    await redis.set('rekey:{risk}:marker', Number(await redis.get('rekey:{risk}:marker')) - ms)
  }

  it('[L25] makes every claim dual for ten minutes, by its own clock, and the person gets through', async () => {
    const page = await openPage(site, { node })
    expect(page.view.reasons).to.deep.equal(['new-store'])
    const approver = await newApprover(site, node)
    const claim = claimOf(await approver.scan(qrOf(page.view)))
    expect(claim).to.deep.include({ state: 'claimed', reasons: ['new-store'] })
    await proveOn(await registerOn(site, await approve(await match({ page, approver, claim }))))
  })

  it('[L25] is known after ten minutes, and what was found until then sticks to nobody', async () => {
    const browserCookie = newBrowser()
    await openPage(site, { node, browserCookie })
    await grow(9 * MINUTE_MS)
    expect((await openPage(site, { node })).view.reasons).to.deep.equal(['new-store'])
    await grow(MINUTE_MS)
    expect((await openPage(site, { node, browserCookie })).view.reasons).to.deep.equal([])
  })

  it('[L9] lets half of the wrong PINs be compared, and says how long', async () => {
    const approver = await newApprover(site, node)
    const codes = []
    for (const session of [approver, await approver.secondDevice(), await approver.secondDevice()]) {
      for (let turn = 0; turn < 2; turn += 1) {
        // From a network of its own each, for they are answered ever later.
        const tab = await session.sameBrowser().connect(node)
        codes.push(codeOf(await tab.claim({ pin: 'AAAA-AAAA' })))
        tab.close()
      }
    }
    const half = ['code_invalid', 'rate_limited']
    expect(codes).to.deep.equal([...half, ...half, 'rate_limited', 'rate_limited'])
  })

  it('is met like any other by the nodes of the deployment that it began with', async () => {
    expect((await openPage(site)).view.reasons).to.deep.equal([])
  })
})

describe('memory that may have forgotten', () => {
  let node: Rekey
  after(() => node?.stop())

  it('[L25] is that of a process which starts over accounts that were there before', async () => {
    node = await startRekey()
    expect((await openPage({ url: node.url } as Site)).view.reasons).to.deep.equal([])
    await node.kill()
    const database = new Database(join(node.folder, 'rekey.sqlite'))
    database
      .prepare("update meta set value = cast(cast(value as integer) - ? as text) where key = 'born'")
      .run(HOUR_MS)
    database.close()
    node = await startRekey({ folder: node.folder })
    expect((await openPage({ url: node.url } as Site)).view.reasons).to.deep.equal(['new-store'])
  })
})
