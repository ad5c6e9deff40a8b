import { expect } from 'chai'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, NOTHING_LOST, type SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  addDevice,
  approve,
  closeAfterwards,
  codeOf,
  newApprover,
  openPage,
  pinOf,
  proveOn,
  recovered,
  registerOn,
  scanToMatch,
  tabsOf,
} from './scene.ts'

const WRONG = '0000-0000'

describeOnCommonSites('what someone else spends in an account', (site) => {
  /** Claims junk and types wrong PINs until nothing more is compared. */
  async function spendAll(thief: SignedInDevice): Promise<void> {
    const tabs = await tabsOf(thief, 4, site.otherUrl)
    const tries = tabs.flatMap((tab) => [
      ...Array.from({ length: 3 }, () => tab.claim({ pin: WRONG })),
      ...Array.from({ length: 3 }, () => tab.claim({ receipt: 'junk' })),
    ])
    expect((await Promise.all(tries)).map(codeOf)).to.include('rate_limited')
    expect(codeOf(await thief.claim({ receipt: 'junk' }))).to.equal('rate_limited')
  }

  /** The owner's way back by scanning and by PIN, on a page that was open all the while. */
  async function expectThrough(owner: SignedInDevice, byPin: Awaited<ReturnType<typeof openPage>>) {
    expect(viewOf(await byPin.state())).to.include({ state: 'open', version: byPin.opened.version })
    const claim = claimOf(await owner.claim({ pin: pinOf(byPin) }))
    await owner.deny(claim.claimId)
    expect(claimOf(await owner.scan(qrOf((await openPage(site)).view))).account).to.equal(owner.name)
  }

  it('[L55] with a copied cookie is that of the one session: its owner signs in again and goes on', async () => {
    const owner = await newApprover(site)
    const page = await openPage(site, { name: owner.name })
    const thief = closeAfterwards(await owner.sameBrowser().connect(site.otherUrl))
    await spendAll(thief)
    expect(codeOf(await owner.claim({ receipt: 'junk' }))).to.equal('rate_limited')
    expect((await owner.signIn()).error).to.equal(null)
    await thief.closed()
    await owner.connect()
    await expectThrough(owner, page)
  })

  it('[L55] with a passkey of his own, in however many sessions, is his', async () => {
    const owner = await newApprover(site)
    const page = await openPage(site, { name: owner.name })
    const thief = await addDevice(owner)
    for (let session = 0; session < 3; session += 1) {
      expect((await thief.signIn()).error).to.equal(null)
      await thief.connect()
      await spendAll(thief)
      thief.close()
    }
    await expectThrough(owner, page)
  })

  it('[P59] two recoveries of the day by one passkey leave the others their own', async () => {
    const owner = await newApprover(site)
    const thief = await addDevice(owner)
    expect((await thief.signIn()).error).to.equal(null)
    await thief.connect(site.otherUrl)
    for (let time = 0; time < 2; time += 1)
      await proveOn(await registerOn(site, await approve(await scanToMatch(thief, await openPage(site)))))

    const pair = await scanToMatch(owner, await openPage(site))
    const offer = await owner.approveOptions(pair.claim.claimId, NOTHING_LOST)
    if (!offer.ok) throw new Error(offer.error.code)
    const offered = offer.options.allowCredentials?.map(({ id }) => id)
    expect(offered).to.deep.equal(owner.authenticator.passkeys.map(({ id }) => id))
    await proveOn(await registerOn(site, await approve(pair)))
  })

  it('[P86] a passkey on probation claims nothing, and spends nothing of what its account has', async () => {
    const { newDevice: young, approver } = await recovered(site)
    await young.connect(site.otherUrl)
    const page = await openPage(site, { name: approver.name })
    const tabs = await tabsOf(young, 4, site.otherUrl)
    const { body } = await young.look(qrOf(page.view))
    const tries = tabs.flatMap((tab) =>
      [{ pin: WRONG }, { pin: pinOf(page) }, body, { receipt: 'junk' }].map((code) => tab.claim(code)),
    )
    const codes = (await Promise.all(tries)).map(codeOf)
    expect(new Set(codes)).to.deep.equal(new Set(['on_probation']))
    await expectThrough(approver, page)
  })
})
