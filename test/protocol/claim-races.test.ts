import { expect } from 'chai'
import { qrOf } from '../support/page-device.ts'
import type { Claimed, SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { codeOf, inParallel, newApprover, openPage, tabsOf } from './scene.ts'

describe('races of claims, on two nodes', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P6] 100 claims of one code by one account at once: exactly one holds', async () => {
    const page = await openPage(site)
    const claim = await claims(await newApprover(site), 5)

    const replies = await claim(qrOf(page.view), 100)

    const held = replies.filter((reply) => reply.ok)
    expect(held).to.have.length(1)
    expect(codes(replies)).to.have.members(['already_claimed', 'rate_limited'])
    const record = await stores.record(page.view.pairingId)
    expect(record).to.deep.include({ state: 'matched', version: 2 })
    expect(record).to.have.nested.property('claim.id', held[0]?.ok && held[0].view.claimId)
    expect(await stores.audited('pairing-claimed', page.view.pairingId)).to.equal(1)
  })

  it('[P1] 100 claims of one code by two accounts at once: no dialog lives', async () => {
    for (let round = 0; round < 3; round += 1) {
      const page = await openPage(site)
      const [alice, bob] = await Promise.all([newApprover(site, site.url), newApprover(site, site.otherUrl)])
      const [byAlice, byBob] = await Promise.all([claims(alice, 3), claims(bob, 3)])

      const code = qrOf(page.view)
      const replies = await Promise.all([byAlice(code, 50), byBob(code, 50)])

      const ended = await page.until((view) => view.state === 'burned')
      expect(ended.endCause).to.equal('second-claimant')
      const held = replies.flat().filter((reply) => reply.ok)
      expect(held).to.have.length.at.most(1)
      const record = await stores.record(page.view.pairingId)
      expect(record).to.deep.include({ state: 'burned', cause: 'second-claimant' })
      expect(await stores.audited('pairing-second-claimant', page.view.pairingId)).to.equal(1)
      expect((await page.registerOptions()).ok).to.equal(false)
    }
  })

  it('a claim and the new code of the page at once: the code is claimed or dead, never both', async () => {
    await inParallel(12, async () => {
      const [approver, page] = await Promise.all([newApprover(site, site.otherUrl), openPage(site)])
      const { body } = await approver.look(qrOf(page.view))
      const [claimed, renewed] = await Promise.all([
        approver.claim({ receipt: body.receipt }),
        page.newCode(),
      ])

      expect(renewed.ok).to.equal(true)
      const record = await stores.record(page.view.pairingId)
      expect(record).to.deep.include({ state: 'open', epoch: 1 })
      if (claimed.ok) expect(record.reasons).to.deep.equal(['not-me'])
      else expect([codeOf(claimed), record.reasons]).to.deep.equal(['code_invalid', []])
    })
  })

  /** Devices of one person, each with a socket to both nodes; the claims are spread over all of them. */
  async function claims(first: SignedInDevice, devices: number) {
    const more = Array.from({ length: devices - 1 }, () => first.secondDevice())
    const all = [first, ...(await Promise.all(more))]
    const nodes = [site.url, site.otherUrl]
    const tabs = await Promise.all(all.flatMap((device) => nodes.map((node) => tabsOf(device, 1, node))))
    const sockets = tabs.flat()
    return async (code: ReturnType<typeof qrOf>, times: number): Promise<Claimed[]> => {
      const receipts = await Promise.all(all.map(async (device) => (await device.look(code)).body.receipt))
      return Promise.all(
        Array.from({ length: times }, (_, nth) => {
          const socket = nth % sockets.length
          return sockets[socket]!.claim({ receipt: receipts[Math.floor(socket / 2)]! })
        }),
      )
    }
  }
})

function codes(replies: readonly Claimed[]): (string | null)[] {
  return [...new Set(replies.filter((reply) => !reply.ok).map(codeOf))]
}
