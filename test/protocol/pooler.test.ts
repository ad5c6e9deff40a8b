import { expect } from 'chai'
import { startPgbouncer, type TestPooler } from '../support/pgbouncer.ts'
import { commonPostgres } from '../support/postgres.ts'
import { type Rekey, startRekey } from '../support/rekey.ts'
import type { Site } from '../support/sites.ts'
import { approve, newApprover, openPage, proveOn, registerOn, scanToMatch } from './scene.ts'

describe('a site whose PostgreSQL is behind PgBouncer, in transaction mode and as it comes', () => {
  const site = {} as Site
  let pooler: TestPooler
  let node: Rekey
  before(async () => {
    pooler = await startPgbouncer()
    const databaseUrl = pooler.through(await (await commonPostgres()).createDatabase())
    // Nothing of ours is where unqualified names are looked for.
    node = await startRekey({ databaseUrl, env: { DATABASE_SCHEMA: 'rekey' } })
    Object.assign(site, { url: node.url, otherUrl: node.url, nodes: [node], databaseUrl })
  })
  after(async () => {
    await node?.stop()
    await pooler?.stop()
  })

  it('[S180] [S184] starts, and carries a sign-up, a recovery and the first sign-in with the new passkey', async () => {
    const approver = await newApprover(site)
    const pair = await scanToMatch(approver, await openPage(site))
    await proveOn(await registerOn(site, await approve(pair)))
    const { passkeys, recoveries } = await approver.get('/api/account')
    expect(passkeys.map(({ status }) => status)).to.deep.equal(['active', 'active'])
    expect(recoveries).to.have.length(1)
    expect((await fetch(`${site.url}/readyz`)).status).to.equal(200)
  })
})
