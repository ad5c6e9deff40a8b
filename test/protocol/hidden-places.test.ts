import { expect } from 'chai'
import { describeOnOwnSites } from '../support/sites.ts'
import { openPage } from './scene.ts'

const ENV = { TRUST_PROXY: '0', LIMITS: 'live-per-deployment=2000,live-reserved=1999' }

describeOnOwnSites(
  'the last places of a deployment',
  (site) => {
    it('[L32] are not for whoever says that a proxy forwards him, and are there for others', async () => {
      await openPage(site)
      const refused = await openPage(site).catch((error: Error) => error.message)
      expect(refused).to.include('server_full')
      await openPage(site, { address: '' })
    })
  },
  { env: ENV },
)
