import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { after, before, describe, it } from 'mocha'
import { holdWriteLock } from '../support/foreign-writer.ts'
import { viewOf } from '../support/page-device.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Rekey, startRekey } from '../support/rekey.ts'
import { NOTHING_LOST, SignedInDevice } from '../support/signed-in-device.ts'
import { embeddedSite, type Site } from '../support/sites.ts'
import { codeOf, openPage, scanned } from './scene.ts'

describe('a SQLite file that another process writes for long', () => {
  const site = embeddedSite()

  it('[S110] [S114] keeps nobody waiting who reads, and writers only until it is done', async () => {
    const [node] = site.nodes
    const device = await new SignedInDevice(site.url).signUp('Alice')
    const file = join(node!.folder, 'rekey.sqlite')
    // The next use of the session is one to be noted.
    new Sqlite(file).exec('update sessions set last_seen_at = last_seen_at - 3600000')
    const rival = await holdWriteLock(file)
    let isHeld = true
    const signingIn = device.signIn().finally(() => expect(isHeld).to.equal(false))
    for (const path of ['/readyz', '/sign-in', '/api/session', '/api/account', '/account']) {
      expect((await device.visit(path)).status, path).to.equal(200)
    }
    isHeld = false
    await rival.leave()
    expect((await signingIn).error).to.equal(null)
  })
})

describe('a PostgreSQL that is gone', () => {
  let node: Rekey
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  const site = {} as Site
  before(async () => {
    postgres = await startPostgres()
    node = await startRekey({ databaseUrl: await postgres.createDatabase() })
    Object.assign(site, { url: node.url, otherUrl: node.url })
  })
  after(async () => {
    await node.stop()
    await postgres.stop()
  })

  it('stops what needs it, and nothing else; the process lives', async () => {
    const { page, approver, claim } = await scanned(site)
    const open = await openPage(site)
    await postgres.stop()

    expect(codeOf(await approver.approveOptions(claim.claimId, NOTHING_LOST))).to.equal('store_away')
    expect(codeOf(await approver.deny(claim.claimId))).to.equal('store_away')
    const { status, error } = await approver.post('/api/sign-in/options', {})
    expect([status, error?.code]).to.deep.equal([503, 'store_away'])
    const [alive, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(site.url + path)))
    expect([alive?.status, ready?.status]).to.deep.equal([200, 503])
    expect(viewOf(await open.newCode()).state).to.equal('open')
    expect(viewOf(await page.state()).state).to.equal('matched')
  })
})
