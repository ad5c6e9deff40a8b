import { expect } from 'chai'
import { before } from 'mocha'
import { Pool } from 'pg'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { codeOf, newApprover, openPage, pinOf, scan, tabsOf } from '../protocol/scene.ts'
import { type PageDevice, viewOf } from '../support/page-device.ts'
import { commonPostgres } from '../support/postgres.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { attackedSite } from './support/attacked-site.ts'
import { finish } from './support/recover-honestly.ts'

const WRONG = '0000-0000'
const A_DAY = 86_400_000

describe('F: a store that seems to have forgotten', () => {
  const deployment: { databaseUrl?: string } = {}
  before(async function () {
    this.timeout(60_000)
    deployment.databaseUrl = await (await commonPostgres()).createDatabase()
    await makeOlder(deployment.databaseUrl)
  })
  const site = attackedSite(deployment)

  it('#41 asks for PINs on both devices and says why, and an honest recovery is through at once', async () => {
    const startedAt = performance.now()
    const page = await openPage(site)
    const pair = await scan(site, page)
    expect(pair.claim).to.deep.include({ state: 'claimed', reasons: ['new-store'] })
    expect(codeOf(await pair.approver.approve(pair.claim))).to.equal('not_now')
    await finish(site, pair)
    expect(performance.now() - startedAt).to.be.below(120_000)
  })

  it('#41 grants half of each guess, and the other half is nobody else’s loss', async () => {
    const [mallory, alice] = await Promise.all([newApprover(site), newApprover(site)])
    const tabs = await tabsOf(mallory, 5, site.url)
    const codes = (await Promise.all(tabs.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)
    expect(codes.sort()).to.deep.equal(['code_invalid', ...Array(4).fill('rate_limited')])
    const page: PageDevice = await openPage(site, { name: alice.name })
    await finish(site, { page, approver: alice, claim: claimOf(await alice.claim({ pin: pinOf(page) })) })
    expect(viewOf(await page.state()).state).to.equal('done')
  })
})

/** A deployment of yesterday, whose Redis is of today: it may have known more. */
async function makeOlder(databaseUrl: string): Promise<void> {
  const sql = await openSql({ databaseUrl, rpId: 'localhost' })
  await sql.close()
  const pool = new Pool({ connectionString: databaseUrl })
  await pool.query(`update meta set value = (value::bigint - ${A_DAY})::text where key = 'born'`)
  await pool.end()
}
