import { expect } from 'chai'
import { newCommandId, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { codeOf, newApprover, openPage, pinOf, tabsOf } from './scene.ts'

const MINUTE = 60_000
/** 8 characters of the alphabet; that a page shows just these is likelier never. */
const WRONG = '0000-0000'

describeOnCommonSites('wrong PINs', (site) => {
  it('what cannot be a PIN costs no try', async () => {
    const approver = await newApprover(site, site.otherUrl)
    const page = await openPage(site, { name: approver.name })
    for (const typed of ['', '1234567', '123456789', 'ABCD*EFG', 'ABCDÉFGH', '\u0000'.repeat(8)]) {
      expect(codeOf(await approver.claim({ pin: typed }))).to.equal('code_invalid')
    }
    expect(claimOf(await approver.claim({ pin: pinOf(page) })).state).to.equal('claimed')
  })

  it('[P8] the third one burns the page of that name, and with it the right one', async () => {
    const approver = await newApprover(site)
    const page = await openPage(site, { name: approver.name })
    const pin = pinOf(page)
    const tabs = await tabsOf(approver, 4, site.otherUrl)
    for (const tab of tabs.slice(1)) {
      expect(viewOf(await page.state()).state).to.equal('open')
      expect(codeOf(await tab.claim({ pin: WRONG }))).to.equal('code_invalid')
    }
    expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'wrong-pins' })
    expect(codeOf(await tabs[0]!.claim({ pin }))).to.equal('code_invalid')
  })

  it('[P8] a retry of one is no second try, and another PIN under its command id is', async () => {
    const approver = await newApprover(site)
    const page = await openPage(site, { name: approver.name })
    const id = newCommandId()
    for (const pin of [WRONG, WRONG, '0000-0001']) {
      expect(codeOf(await approver.claim({ pin }, id))).to.equal('code_invalid')
      expect(viewOf(await page.state()).state).to.equal('open')
    }
    expect(codeOf(await approver.claim({ pin: '0000-0002' }, id))).to.equal('code_invalid')
    expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'wrong-pins' })
  })

  it('[P8] two are forgiven, and new codes come with new tries', async () => {
    const approver = await newApprover(site)
    const page = await openPage(site, { name: approver.name })
    const tabs = await tabsOf(approver, 4, site.otherUrl)
    for (const [nth, tab] of tabs.entries()) {
      expect(codeOf(await tab.claim({ pin: WRONG }))).to.equal('code_invalid')
      if (nth === 1) viewOf(await page.newCode())
    }
    expect(claimOf(await approver.claim({ pin: pinOf(page) })).state).to.equal('claimed')
  })

  it('[P29] an account has five, counted before they are compared, on all its devices', async () => {
    const approver = await newApprover(site)
    const second = await approver.secondDevice()
    const tabs = [...(await tabsOf(approver, 4, site.url)), ...(await tabsOf(second, 4, site.otherUrl))]
    const codes = (await Promise.all(tabs.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)
    expect(codes.sort()).to.deep.equal([...Array(5).fill('code_invalid'), ...Array(3).fill('rate_limited')])

    const page = await openPage(site, { name: approver.name })
    const refused = await approver.claim({ pin: pinOf(page) })
    expect(refused).to.have.nested.property('error.code', 'rate_limited')
    expect(refused)
      .to.have.nested.property('error.retryAfterMs')
      .within(14 * MINUTE, 15 * MINUTE)
    expect(viewOf(await page.state()).state).to.equal('open')
  })

  it('those of one account never touch the page of another name', async () => {
    const [alice, mallory] = await Promise.all([newApprover(site), newApprover(site)])
    const page = await openPage(site, { name: alice.name })
    const tabs = await tabsOf(mallory, 5, site.otherUrl)
    const codes = (await Promise.all(tabs.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)
    expect(codes).to.deep.equal(Array(5).fill('code_invalid'))
    expect(viewOf(await page.state()).version).to.equal(page.opened.version)
    expect(page.views).to.deep.equal([])
    expect(claimOf(await alice.claim({ pin: pinOf(page) })).state).to.equal('claimed')
  })
})
