import { expect } from 'chai'
import { qrOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { codeOf, newApprover, newApproverAt, newBrowser, openPage, refusedOpening, scan } from './scene.ts'

const CROWD = 70

describeOnBothSets(
  'behind a proxy that TRUST_PROXY does not name',
  (site) => {
    it('[L10] nobody is limited by a network that all seem to share, and nobody is a neighbour', async () => {
      const address = '203.0.113.7'
      for (let count = 0; count < CROWD; count += 1)
        expect((await openPage(site, { address })).view.reasons).to.deep.equal([])
    })

    it('[L10] how networks stand to each other cannot be told', async () => {
      const { claim } = await scan(site, await openPage(site))
      expect(claim.state).to.equal('matched')
      expect(claim.between).to.deep.equal({ network: 'cannot-tell', distanceKm: null })
    })

    it('a session and a browser keep the limits of their own', async () => {
      const browserCookie = newBrowser()
      for (let count = 0; count < 6; count += 1) await openPage(site, { browserCookie })
      expect((await refusedOpening(site, { browserCookie })).code).to.equal('rate_limited')
      const approver = await newApprover(site)
      for (let count = 0; count < 2; count += 1)
        expect(codeOf(await approver.claim({ pin: 'AAAA-AAAA' }))).to.equal('code_invalid')
      expect(codeOf(await approver.claim({ pin: 'AAAA-AAAA' }))).to.equal('rate_limited')
    })

    it('the log says so, and what to set', async () => {
      for (const { process } of site.nodes)
        await process.printed(/TRUST_PROXY does not name forwards requests.*Set TRUST_PROXY/)
    })
  },
  {
    env: {
      TRUST_PROXY: '0',
      LIMITS: 'opening=60,opening-browser=6,live-per-network=50,wrong-pin=3',
    },
  },
)

describeOnBothSets(
  'without any proxy',
  (site) => {
    it('what forwards nothing is judged as what it is: two pages of this machine are neighbours', async () => {
      const first = await openPage(site, { address: '' })
      const second = await openPage(site, { address: '' })
      expect([first.view.reasons, second.view.reasons]).to.deep.equal([[], ['same-network']])
      const approver = await newApproverAt(site, '')
      const claim = claimOf(await approver.scan(qrOf(second.view)))
      expect(claim.requester.network).to.equal('localhost')
      expect(claim.between.network).to.equal('same')
    })
  },
  { env: { TRUST_PROXY: '0' } },
)
