import { expect } from 'chai'
import { HIDDEN_TIMES } from '../../server/limits/numbers.ts'
import { newAddress } from '../support/new-address.ts'
import { qrOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import {
  codeOf,
  inParallel,
  newApprover,
  newApproverAt,
  newBrowser,
  newName,
  openPage,
  refusedOpening,
  scan,
} from './scene.ts'

const CROWD = 70

describeOnOwnSites(
  'behind a proxy that TRUST_PROXY does not name',
  (site) => {
    it('[L10] more than one network may have are let in, and nobody is a neighbour', async () => {
      const address = '203.0.113.7'
      for (let count = 0; count < CROWD; count += 1)
        expect((await openPage(site, { address })).view.reasons).to.deep.equal([])
    })

    it('how networks stand to each other cannot be told', async () => {
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

describeOnOwnSites(
  'of all whom such a proxy hides',
  (site) => {
    /** Of so many who sign up one after the other, some a time, what each of those hears who are refused. */
    async function refused(times: number, address: () => string): Promise<string[]> {
      const codes: string[] = []
      await inParallel(times, async () => {
        const device = new SignedInDevice(site.url, { address: address() })
        const { error } = await signUpFor(device)
        if (error) codes.push(error.code)
      })
      return codes
    }

    async function signUpFor(device: SignedInDevice) {
      const { body } = await device.post('/api/sign-up/options', { name: newName() })
      const credential = device.authenticator.create(body.options)
      return device.post('/api/sign-up', { challengeId: body.challengeId, credential })
    }

    it('[L10] [L60] fifty times as many are let in as of a network, whatever they say, and nobody else pays for it', async () => {
      expect(await refused(HIDDEN_TIMES + 2, newAddress)).to.deep.equal(['rate_limited', 'rate_limited'])
      expect(await refused(2, () => '')).to.deep.equal(['rate_limited'])
      expect(await refused(1, newAddress)).to.deep.equal(['rate_limited'])
    })
  },
  { env: { TRUST_PROXY: '0', LIMITS: 'sign-up=1' } },
)

describeOnOwnSites(
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
