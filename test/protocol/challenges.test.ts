import { expect } from 'chai'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newApprover } from './scene.ts'

describeOnCommonSites('a sign-in that has begun', (site, set) => {
  const stores = siteStores(site)

  it('[K188] is in SQL only if there are several nodes, which must all know it', async () => {
    const device = await newApprover(site)
    const { body } = await device.post('/api/sign-in/options', {})
    const stored = await stores.sql.challenges.find(body.challengeId)
    expect(stored?.ceremony).to.equal(set === 'shared' ? 'sign-in' : undefined)
    expect((await device.signIn()).status).to.equal(200)
  })
})
