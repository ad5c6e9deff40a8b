import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { codeOf, newApprover, openPage, scanned } from '../protocol/scene.ts'
import { type PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, type SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { complete, finish } from './support/recover-honestly.ts'
import { restartNode } from './support/restart-node.ts'

interface Over {
  readonly page: PageDevice
  readonly approver: SignedInDevice
}

describeAttacks('A: codes presented again', 'shared', (site, onlyShared) => {
  const stores = siteStores(site)

  /** How a code comes to its end. */
  const ENDS: Readonly<Record<string, () => Promise<Over>>> = {
    done: async () => {
      const pair = await scanned(site)
      await complete(site, pair)
      return pair
    },
    denied: async () => {
      const pair = await scanned(site)
      claimOf(await pair.approver.deny(pair.claim.claimId))
      return pair
    },
    cancelled: async () => {
      const pair = await scanned(site)
      viewOf(await pair.page.cancel())
      return pair
    },
  }

  it('#4 a code that was used, denied or cancelled is dead, and its reuse is written down', async () => {
    const played = Object.entries(ENDS).map(async ([end, play]) => {
      const { page, approver } = await play()
      const stranger = await newApprover(site)
      for (const device of [approver, stranger]) {
        expect(codeOf(await device.scan(qrOf(page.opened))), end).to.equal('code_invalid')
      }
      const reused = () => stores.audited('pairing-code-reused', page.view.pairingId)
      await eventually(`${end}: written down`, async () => (await reused()) > 0)
      expect(await reused(), end).to.be.within(1, 2)
    })
    await Promise.all(played)
  })

  const anew = '#4 it is dead after both nodes were started anew, and a code that was good is still good'
  onlyShared('two nodes', anew, async function () {
    this.timeout(60_000)
    const over = await Promise.all(Object.values(ENDS).map((play) => play()))
    const [page, alice] = await Promise.all([openPage(site), newApprover(site)])
    for (const place of [0, 1]) await restartNode(site, place)
    for (const { page: old } of over) {
      const stranger = await newApprover(site)
      expect(codeOf(await stranger.scan(qrOf(old.opened)))).to.equal('code_invalid')
    }
    await page.connect()
    viewOf(await page.resume())
    await alice.connect()
    await finish(site, { page, approver: alice, claim: claimOf(await alice.scan(qrOf(page.opened))) })
  })

  const outdated = '#4 a receipt from before new codes, and a code of the rotation before last, claim nothing'
  onlyShared('moved time', outdated, async () => {
    const [alice, page] = await Promise.all([newApprover(site), openPage(site, {})])
    const { body } = await alice.look(qrOf(page.view))
    viewOf(await page.newCode())
    expect(codeOf(await alice.claim(body))).to.equal('code_invalid')
    const photographed = qrOf(viewOf(await page.state()))
    await stores.passTime(page.view.pairingId, 61_000)
    expect(codeOf(await alice.scan(photographed))).to.equal('code_invalid')
    const next = viewOf(await page.state())
    expect(codeOf(await alice.scan(qrOf(next, photographed.step + 9)))).to.equal('code_invalid')
    await finish(site, { page, approver: alice, claim: claimOf(await alice.scan(qrOf(next))) })
  })
})
