import { expect } from 'chai'
import { codeOf, newApprover, openPage } from '../protocol/scene.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { bySize } from '../support/size.ts'
import { describeOnSharedSite } from './support/attacked-sites.ts'
import { finish } from './support/recover-honestly.ts'

const TIMES = bySize({ short: 4, long: 20, full: 40 })

describeOnSharedSite('A: races, with Redis 50 ms away', 'Redis', { redisAwayMs: 50 }, (site) => {
  it(`#5 two accounts present one code on two nodes: both claims end, ${TIMES} times of ${TIMES}, and a name leads on`, async function () {
    this.timeout(60_000)
    const race = async (_: unknown, round: number) => {
      const [alice, mallory, page] = await Promise.all([newApprover(site), newApprover(site), openPage(site)])
      const both = [alice, mallory]
      const receipts = await Promise.all(
        both.map(async (one) => (await one.look(qrOf(page.view))).body.receipt),
      )
      const replies = await Promise.all(both.map((one, at) => one.claim({ receipt: receipts[at]! })))
      expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'second-claimant' })
      for (const [at, reply] of replies.entries()) {
        if (reply.ok) expect(claimOf(await both[at]!.state(reply.view.claimId)).state).to.equal('burned')
        else expect(codeOf(reply)).to.equal('code_invalid')
      }
      if (round > 0) return
      const again = await openPage(site, { name: alice.name })
      await finish(site, { page: again, approver: alice, claim: claimOf(await alice.scan(qrOf(again.view))) })
    }
    await Promise.all(Array.from({ length: TIMES }, race))
  })

  it('#5 #6 one account claims twice, and approves and denies at once: one claim, one outcome', async () => {
    const [alice, page] = await Promise.all([newApprover(site), openPage(site)])
    const [tab, other] = await Promise.all([alice.sameBrowser().connect(), alice.sameBrowser().connect()])
    const { body } = await alice.look(qrOf(page.view))
    const replies = await Promise.all([tab, other].map((one) => one.claim(body)))
    expect(replies.map(codeOf).sort()).to.deep.equal([null, 'already_claimed'].sort())
    const held = replies.findIndex(({ ok }) => ok)
    const claim = claimOf(replies[held]!)
    const holder = [tab, other][held]!
    const [approved, denied] = await Promise.all([holder.approve(claim), holder.deny(claim.claimId)])
    const state = viewOf(await page.state()).state
    if (denied.ok) expect(state).to.equal('denied')
    else expect([state, approved.ok]).to.deep.equal(['approved', true])
  })
})
