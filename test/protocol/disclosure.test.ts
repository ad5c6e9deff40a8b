import { expect } from 'chai'
import { newCommandId, viewOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST, type SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  approve,
  approved,
  closeAfterwards,
  codeOf,
  dualClaimed,
  newApprover,
  openPage,
  type Pair,
  scan,
  scanned,
} from './scene.ts'

describeOnCommonSites('what each side is told', (site) => {
  for (const begin of [scanned, dualClaimed]) {
    it(`[P23] nothing of the account is on any message to the page before the approval (${begin.name})`, async () => {
      const page = await openPage(site)
      const pair = begin === scanned ? await scan(site, page) : await begin(site)
      await pair.page.until((view) => view.state === pair.claim.state)
      viewOf(await pair.page.state())
      const told = pair.page.frames.join('\n').replaceAll(`"typedName":"${pair.approver.name}"`, '')
      expect(told).to.include(`"state":"${pair.claim.state}"`)
      for (const secret of await belongings(pair)) expect(told).to.not.include(secret)
    })
  }

  it('[P23] from the approval on the page is told the whole name, and after another end it is not', async () => {
    const pair = await approved(site)
    expect((await pair.page.until((view) => view.state === 'approved')).account).to.equal(pair.approver.name)
    claimOf(await pair.approver.deny(pair.claim.claimId))
    expect(viewOf(await pair.page.state())).to.include({ state: 'denied', account: null })
  })

  it('[P55] the code is on the page only while it can be claimed', async () => {
    const { page } = await scanned(site)
    expect((await page.until((view) => view.state === 'matched')).codes).to.equal(null)
    const seed = page.opened.codes?.seed ?? ''
    const later = page.frames.filter((frame) => frame.includes('"state":"matched"'))
    expect(later).to.not.have.length(0)
    expect(later.join()).to.not.include(seed)
  })

  it('the approving device is told what the other one says it is, and its cut network', async () => {
    const page = await openPage(site, {
      purpose: 'add',
      address: '203.0.113.77',
      headers: { 'user-agent': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36` },
    })
    const { claim } = await scan(site, page)
    expect(claim.requester).to.deep.equal({
      device: 'Chrome on Windows',
      network: '203.0.113.0/24',
      place: null,
    })
    expect(claim.purpose).to.equal('add')
    expect(claim.beganAgoMs).to.be.within(0, 60_000)
    expect(JSON.stringify(claim)).to.not.include(page.pageKey)
  })

  it('[P34] a claim answers its own session only, whatever is asked of it', async () => {
    const { approver, page, claim } = await scanned(site)
    const mallory = await newApprover(site)
    const elsewhere = closeAfterwards(await (await approver.secondDevice()).connect(site.url))
    for (const device of [mallory, elsewhere]) {
      expect(await refusals(device, claim)).to.deep.equal(Array(5).fill('claim_over'))
    }
    expect(viewOf(await page.state()).state).to.equal('matched')
    expect(mallory.views.concat(elsewhere.views)).to.deep.equal([])
    expect(await refusals(mallory, { ...claim, claimId: 'Z'.repeat(44) as never })).to.deep.equal(
      Array(5).fill('claim_over'),
    )
  })

  it('[P30] the id of a command of someone else opens no view', async () => {
    const mallory = await newApprover(site)
    const { approver, claim } = await dualClaimed(site)
    const id = newCommandId()
    const renewal = { id, claimId: claim.claimId }
    expect(codeOf(await approver.send('renew-return-pin', renewal))).to.equal(null)
    expect(await mallory.send('renew-return-pin', renewal)).to.deep.equal({
      ok: false,
      error: { code: 'claim_over' },
    })
    claimOf(await approver.deny(claim.claimId, false, id))
    expect(codeOf(await mallory.deny(claim.claimId, false, id))).to.equal('claim_over')
  })

  it('[P102] a claim that is made up hears nothing of the pairing, whether it lives or has ended', async () => {
    const { approver, page, claim } = await scanned(site)
    const mallory = await newApprover(site)
    const madeUp = `${page.view.pairingId}${'Z'.repeat(22)}` as typeof claim.claimId
    const heard = async () => [
      codeOf(await mallory.state(madeUp)),
      codeOf(await mallory.renewReturnPin(madeUp)),
      codeOf(await mallory.deny(madeUp)),
    ]
    expect(await heard()).to.deep.equal(Array(3).fill('claim_over'))
    viewOf(await page.cancel())
    expect(await heard()).to.deep.equal(Array(3).fill('claim_over'))
    expect(codeOf(await approver.deny(claim.claimId))).to.equal('pairing_over')
  })

  it('a page hears of its own pairing only', async () => {
    const [mine, other] = await Promise.all([openPage(site), openPage(site, { node: site.otherUrl })])
    await approve(await scan(site, other))
    await other.until((view) => view.state === 'approved')
    viewOf(await mine.state())
    expect(mine.frames.join()).to.not.include(other.view.pairingId)
    expect(mine.pushed).to.deep.equal([])
  })

  /** What is the approver's and must not reach the page. */
  async function belongings({ approver, claim }: Pair): Promise<string[]> {
    const { userHandle, passkeys, sessions } = await approver.get('/api/account')
    const network = approver.address
    const ids = [...passkeys, ...sessions].map(({ id }) => id)
    return [approver.name, network, network.replace(/\d+$/, '0/24'), claim.claimId, userHandle, ...ids]
  }

  async function refusals(device: SignedInDevice, claim: Pair['claim']): Promise<(string | null)[]> {
    const stolen = await device.approveOptions(claim.claimId, NOTHING_LOST)
    const own = (await device.post('/api/step-up', { action: { do: 'add-passkey' } })).body
    const replies = [
      stolen,
      await device.state(claim.claimId),
      await device.sendApproval(approval(claim, NOTHING_LOST, device.assert(own), newCommandId())),
      await device.renewReturnPin(claim.claimId),
      await device.deny(claim.claimId),
    ]
    return replies.map(codeOf)
  }
})
