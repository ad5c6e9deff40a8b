import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { Pool } from 'pg'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { codeOf, newApprover, openPage, pinOf, scan, tabsOf } from '../protocol/scene.ts'
import { type PageDevice, viewOf } from '../support/page-device.ts'
import { commonPostgres } from '../support/postgres.ts'
import { claimOf } from '../support/signed-in-device.ts'
import type { AttackedOptions, SiteKind } from './support/attacked-site.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { finish } from './support/recover-honestly.ts'

const WRONG = '0000-0000'
const A_DAY = 86_400_000

const ofYesterday = { inShortRun: 'embedded', own: true, prepare: deploymentOfYesterday } as const

describeAttacks('F: a store that seems to have forgotten', ofYesterday, (site) => {
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

/** Accounts of yesterday, and a Redis or a process of today, which may have known more. */
async function deploymentOfYesterday(kind: SiteKind): Promise<AttackedOptions> {
  return kind === 'embedded' ? folderOfYesterday() : databaseOfYesterday()
}

async function databaseOfYesterday(): Promise<AttackedOptions> {
  const databaseUrl = await (await commonPostgres()).createDatabase()
  await (await openSql({ databaseUrl, rpId: 'localhost' })).close()
  const pool = new Pool({ connectionString: databaseUrl })
  await pool.query(BORN_EARLIER)
  await pool.end()
  return { databaseUrl }
}

async function folderOfYesterday(): Promise<AttackedOptions> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-test-'))
  const file = join(folder, 'rekey.sqlite')
  await (await openSql({ file, rpId: 'localhost' })).close()
  const database = new Sqlite(file)
  database.exec(BORN_EARLIER)
  database.close()
  return { folder }
}

const BORN_EARLIER = `update meta set value = cast(cast(value as bigint) - ${A_DAY} as text) where key = 'born'`
