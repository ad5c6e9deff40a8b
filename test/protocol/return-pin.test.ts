import { expect } from 'chai'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites, describeOnOwnSites } from '../support/sites.ts'
import {
  approve,
  closeAfterwards,
  codeOf,
  dualClaimed,
  newApprover,
  openPage,
  type Pair,
  scan,
} from './scene.ts'

describeOnCommonSites('the return PIN', (site) => {
  it('typed on the page, it matches the two; without it nobody approves', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    const [refused] = [await approver.approve(claim)]
    expect(codeOf(refused)).to.equal('not_now')
    expect(viewOf(await page.typeReturnPin(pinOf(claim))).state).to.equal('matched')
    expect(claimOf(await approver.state(claim.claimId))).to.deep.include({
      state: 'matched',
      returnPin: null,
    })
    expect((await approve({ page, approver, claim })).claim.state).to.equal('approved')
  })

  it('forgives how it is typed, and what cannot be one costs no try', async () => {
    const { page, claim } = await dualClaimed(site)
    for (const typed of ['', '123456', '12345678', 'abcdefg', '１２３']) {
      expect(codeOf(await page.typeReturnPin(typed))).to.equal('bad_request')
    }
    expect(viewOf(await page.state()).returnPin?.triesLeft).to.equal(3)
    const pin = pinOf(claim)
    const fullWidth = [...pin].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    expect(
      viewOf(await page.typeReturnPin(` ${fullWidth.slice(0, 3)}-${fullWidth.slice(3)}`)).state,
    ).to.equal('matched')
  })

  it('[P10] the third wrong one burns the page, counted over connections and nodes', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    for (const [triesLeft, node] of [
      [2, site.otherUrl],
      [1, site.url],
    ] as const) {
      expect(codeOf(await page.typeReturnPin(wrong(claim)))).to.equal('return_pin_wrong')
      await page.drop()
      await page.connect(node)
      expect(viewOf(await page.resume()).returnPin?.triesLeft).to.equal(triesLeft)
    }
    expect(codeOf(await page.typeReturnPin(wrong(claim)))).to.equal('return_pin_wrong')
    expect(viewOf(await page.state())).to.include({ state: 'burned', endCause: 'wrong-return-pins' })
    expect(codeOf(await page.typeReturnPin(pinOf(claim)))).to.equal('pairing_over')
    expect(claimOf(await approver.state(claim.claimId))).to.include({ endCause: 'wrong-return-pins' })
  })

  it('[P20] a retried wrong one is one try', async () => {
    const { page, claim } = await dualClaimed(site)
    const id = newCommandId()
    expect(codeOf(await page.typeReturnPin(wrong(claim), id))).to.equal('return_pin_wrong')
    expect(codeOf(await page.typeReturnPin(wrong(claim), id))).to.equal('return_pin_wrong')
    expect(codeOf(await page.typeReturnPin(pinOf(claim), id))).to.equal('return_pin_wrong')
    expect(viewOf(await page.state()).returnPin?.triesLeft).to.equal(2)
  })

  it('a fresh one replaces it and brings no fresh tries', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    expect(codeOf(await page.typeReturnPin(wrong(claim)))).to.equal('return_pin_wrong')
    const renewed = claimOf(await approver.renewReturnPin(claim.claimId))
    expect(pinOf(renewed)).to.not.equal(pinOf(claim))
    expect(renewed.returnPin?.triesLeft).to.equal(2)
    expect(codeOf(await page.typeReturnPin(pinOf(claim)))).to.equal('return_pin_wrong')
    expect(viewOf(await page.typeReturnPin(pinOf(renewed))).state).to.equal('matched')
  })

  it('[P9] only the holder of the claim gets a fresh one', async () => {
    const { approver, claim } = await dualClaimed(site)
    const [stranger, otherSession] = await Promise.all([newApprover(site), approver.secondDevice()])
    for (const device of [stranger, await otherSession.connect(site.url)]) {
      expect(codeOf(await closeAfterwards(device).renewReturnPin(claim.claimId))).to.equal('claim_over')
    }
    expect(pinOf(claimOf(await approver.state(claim.claimId)))).to.equal(pinOf(claim))
  })

  it('of one pairing is wrong on the page of another', async () => {
    const [one, other] = await Promise.all([dualClaimed(site), dualClaimed(site)])
    for (let tries = 0; tries < 3; tries += 1) {
      expect(codeOf(await other.page.typeReturnPin(pinOf(one.claim)))).to.equal('return_pin_wrong')
    }
    expect(viewOf(await other.page.state()).state).to.equal('burned')
    expect(viewOf(await one.page.typeReturnPin(pinOf(one.claim))).state).to.equal('matched')
  })

  it('is on no message to the page, by any way', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    await page.until((view) => view.state === 'claimed')
    const renewed = claimOf(await approver.renewReturnPin(claim.claimId))
    viewOf(await page.state())
    const twin = await closeAfterwards(page.twin()).connect(site.otherUrl)
    viewOf(await twin.resume())
    viewOf(await twin.typeReturnPin(pinOf(renewed)))
    const heard = [...page.frames, ...twin.frames].join('\n')
    expect(heard).to.include('"state":"claimed"').and.include('"state":"matched"')
    for (const { returnPin } of [claim, renewed]) expect(heard).to.not.include(returnPin?.pin)
  })

  it('[P19] [P48] "That wasn’t me: get a new code" ends the claim, and the page is dual from then on', async () => {
    const { page, approver, claim } = await scan(site, await openPage(site))
    const before = page.opened
    const over = new Promise((resolve) => approver.socket.once('over', resolve))
    expect(viewOf(await page.newCode())).to.deep.include({
      state: 'open',
      reasons: ['not-me'],
      returnPin: null,
    })
    expect(page.view.codes?.seed).to.not.equal(before.codes?.seed)

    expect(await over).to.equal(claim.claimId)
    expect(codeOf(await approver.approve(claim))).to.equal('claim_over')
    expect(codeOf(await approver.state(claim.claimId))).to.equal('claim_over')
    expect(codeOf(await approver.deny(claim.claimId))).to.equal('claim_over')
    expect((await approver.look(qrOf(before))).error?.code).to.equal('code_invalid')
    const next = await scan(site, page)
    expect(next.claim).to.deep.include({ state: 'claimed', reasons: ['not-me'] })
    expect(viewOf(await page.typeReturnPin(pinOf(next.claim))).state).to.equal('matched')
  })

  it('"Not me" on a page that waits for one voids it', async () => {
    const { page, claim } = await dualClaimed(site)
    viewOf(await page.newCode())
    expect(codeOf(await page.typeReturnPin(pinOf(claim)))).to.equal('not_now')
    expect(viewOf(await page.state())).to.deep.include({ state: 'open', returnPin: null })
  })
})

describeOnOwnSites(
  'DUAL_PIN=always',
  (site) => {
    it('[L20] asks for the return PIN after every scan', async () => {
      const page = await openPage(site)
      expect(page.view.reasons).to.deep.equal(['setting'])
      const { claim } = await scan(site, page)
      expect(claim).to.deep.include({ state: 'claimed', reasons: ['setting'] })
      expect(viewOf(await page.typeReturnPin(pinOf(claim))).state).to.equal('matched')
    })
  },
  { env: { DUAL_PIN: 'always' } },
)

function pinOf({ returnPin }: Pair['claim']): string {
  if (!returnPin) throw new Error('No return PIN is shown.')
  return returnPin.pin
}

function wrong(claim: Pair['claim']): string {
  const pin = pinOf(claim)
  return `${(Number(pin[0]) + 1) % 10}${pin.slice(1)}`
}
