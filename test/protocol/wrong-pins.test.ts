import { expect } from 'chai'
import { viewOf } from '../support/page-device.ts'
import { claimOf, type SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { closeAfterwards, codeOf, newApprover, openPage, pinOf, tabsOf } from './scene.ts'

const MINUTE = 60_000
/** 8 characters of the alphabet; that a page shows just these is likelier never. */
const WRONG = '0000-0000'

describeOnCommonSites('wrong PINs', (site) => {
  /** Another session of the same passkey. */
  const secondOf = async (approver: SignedInDevice) => closeAfterwards(await approver.secondDevice())

  it('what cannot be a PIN costs no try', async () => {
    const approver = await newApprover(site, site.otherUrl)
    const page = await openPage(site, { name: approver.name })
    for (const typed of ['', '1234567', '123456789', 'ABCD*EFG', 'ABCDÉFGH', '\u0000'.repeat(8)]) {
      expect(codeOf(await approver.claim({ pin: typed }))).to.equal('code_invalid')
    }
    expect(claimOf(await approver.claim({ pin: pinOf(page) })).state).to.equal('claimed')
  })

  it('[A81] are written to no page and told to none, so that no name shows that it is someone’s', async () => {
    const approver = await newApprover(site)
    const [own, nobodys] = await Promise.all([
      openPage(site, { name: approver.name }),
      openPage(site, { name: `${approver.name} of nobody` }),
    ])
    const pin = pinOf(own)
    const devices = [approver, await secondOf(approver)]
    const tabs = (await Promise.all(devices.map((device) => tabsOf(device, 3, site.otherUrl)))).flat()
    for (const tab of tabs) await tab.claim({ pin: WRONG })
    for (const page of [own, nobodys]) {
      const { state, version, codes } = viewOf(await page.state())
      expect({ state, version, pin: codes?.pin }).to.deep.equal({
        state: 'open',
        version: page.opened.version,
        pin: page.opened.codes?.pin,
      })
      expect(page.pushed).to.deep.equal([])
    }
    expect(pinOf(own)).to.equal(pin)
    expect(own.frames.length).to.equal(nobodys.frames.length)
  })

  it('new codes of a page come with no new tries', async () => {
    const approver = await newApprover(site)
    const page = await openPage(site, { name: approver.name })
    const tabs = await tabsOf(approver, 3, site.otherUrl)
    for (const tab of tabs) {
      expect(codeOf(await tab.claim({ pin: WRONG }))).to.equal('code_invalid')
      viewOf(await page.newCode())
    }
    expect(codeOf(await approver.claim({ pin: pinOf(page) }))).to.equal('rate_limited')
  })

  it('[P29] a session has three and its passkey five, counted before they are compared', async () => {
    const approver = await newApprover(site)
    const second = await secondOf(approver)
    const tabs = [await tabsOf(approver, 4, site.url), await tabsOf(second, 4, site.otherUrl)]
    const [first, rest] = await Promise.all(
      tabs.map(async (own) => (await Promise.all(own.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)),
    )
    const compared = [first, rest].map((codes) => codes?.filter((code) => code === 'code_invalid').length)
    expect(compared.sort()).to.deep.equal([2, 3])

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
    const tabs = await tabsOf(mallory, 3, site.otherUrl)
    const codes = (await Promise.all(tabs.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)
    expect(codes).to.deep.equal(Array(3).fill('code_invalid'))
    expect(viewOf(await page.state()).version).to.equal(page.opened.version)
    expect(page.pushed).to.deep.equal([])
    expect(claimOf(await alice.claim({ pin: pinOf(page) })).state).to.equal('claimed')
  })
})
