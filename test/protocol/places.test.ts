import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { qrOf } from '../support/page-device.ts'
import { cityEntry, placeDatabase } from '../support/place-database.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { approve, match, newApproverAt, newBrowser, openPage, proveOn, registerOn } from './scene.ts'

const FILE = join(tmpdir(), `rekey-places-${process.pid}.mmdb`)
const LYON = '10.77.1'
const GENEVA = '10.77.2'
const PARIS = '10.77.3'
const PARIS_IPV6 = '2001:db8:77:1::'

describe('places of both devices', () => {
  before(() =>
    writeFileSync(
      FILE,
      placeDatabase({
        [`${LYON}.0/24`]: cityEntry('Lyon', ['FR', 'France'], [45.75, 4.85, 20]),
        [`${GENEVA}.0/24`]: cityEntry('Geneva', ['CH', 'Switzerland'], [46.2, 6.15, 20]),
        [`${PARIS}.0/24`]: cityEntry('Paris', ['FR', 'France'], [48.86, 2.35, 20]),
        '2001:db8:77::/48': cityEntry('Paris', ['FR', 'France'], [48.86, 2.35, 20]),
      }),
    ),
  )
  after(() => rmSync(FILE, { force: true }))

  describeOnOwnSites(
    'with a file of places',
    (site) => {
      async function meet(pageAddress: string, ownAddress: string, browserCookie = newBrowser()) {
        const page = await openPage(site, { address: pageAddress, browserCookie })
        const approver = await newApproverAt(site, ownAddress, site.otherUrl)
        return { page, approver, claim: claimOf(await approver.scan(qrOf(page.view))) }
      }

      it('[L27] that are far apart make dual, and the dialog says where and how far', async () => {
        const pair = await meet(`${PARIS}.1`, `${LYON}.1`)
        expect(pair.claim).to.deep.include({ state: 'claimed', reasons: ['place-mismatch'] })
        expect(pair.claim.requester).to.include({ place: 'Paris, France', network: `${PARIS}.0/24` })
        expect(pair.claim.between.network).to.equal('other')
        expect(pair.claim.between.distanceKm).to.be.within(385, 400)
        await proveOn(await registerOn(site, await approve(await match(pair))))
      })

      it('[L27] sticks to the browser that was far away, wherever it says it is then', async () => {
        const browserCookie = newBrowser()
        const { approver, claim } = await meet(`${PARIS}.2`, `${LYON}.2`, browserCookie)
        claimOf(await approver.deny(claim.claimId))
        const again = await openPage(site, { address: `${LYON}.3`, browserCookie })
        expect(again.view.reasons).to.deep.equal(['place-mismatch'])
      })

      it('over a border between neighbours are no mismatch; the distance is told all the same', async () => {
        const { claim } = await meet(`${GENEVA}.4`, `${LYON}.4`)
        expect(claim).to.deep.include({ state: 'matched', reasons: [] })
        expect(claim.requester.place).to.equal('Geneva, Switzerland')
        expect(claim.between.distanceKm).to.be.within(105, 120)
      })

      it('on one network are the same, and say so', async () => {
        const { claim } = await meet(`${LYON}.5`, `${LYON}.5`)
        expect(claim).to.deep.include({ state: 'matched', between: { network: 'same', distanceKm: 0 } })
      })

      it('by IPv4 and by IPv6 cannot be told apart by their networks; within one /48 they are one', async () => {
        const mixed = await meet(`${PARIS_IPV6}6`, `${PARIS}.6`)
        expect(mixed.claim.between).to.deep.equal({ network: 'cannot-tell', distanceKm: 0 })
        expect(mixed.claim.state).to.equal('matched')
        const customer = await meet(`${PARIS_IPV6}7`, '2001:db8:77:9::7')
        expect(customer.claim.between.network).to.equal('same')
      })

      it('of which one is not known are not judged', async () => {
        const { claim } = await meet(`${LYON}.8`, '10.88.0.8')
        expect(claim).to.deep.include({
          state: 'matched',
          reasons: [],
          between: { network: 'other', distanceKm: null },
        })
      })

      it('are told to the approving device alone: the page hears no place, not even its own', async () => {
        const { page, approver } = await meet(`${PARIS}.9`, `${LYON}.9`)
        expect(approver.views.length + page.frames.length).to.be.above(0)
        expect(page.frames.join()).to.not.match(/Paris|Lyon|France|distance/)
      })
    },
    { env: { GEOIP_FILE: FILE } },
  )
})
