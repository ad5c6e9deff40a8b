import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { type Command, type Pairing, transition } from '../../server/methods/pairing/machine.ts'
import {
  ALICE_ON_PHONE,
  AT,
  aliceClaim,
  challenged,
  claimed,
  denied,
  done,
  MALLORY,
  matched,
  open,
  openBound,
  openDual,
  PIN_HASH,
  registered,
  SOON,
} from '../support/pairing-records.ts'

type ClaimCommand = Extract<Command, { type: 'claim' }>

const byAlice: ClaimCommand = {
  type: 'claim',
  claim: aliceClaim,
  browser: 'browser-of-the-laptop',
  code: { epoch: open.epoch, until: SOON + 1 },
  returnPinHash: 'hash of a return PIN',
  reasons: [],
}
const byMallory: ClaimCommand = { ...byAlice, claim: { ...aliceClaim, ...MALLORY } }
const byPin: ClaimCommand = { ...byAlice, claim: { ...aliceClaim, way: 'pin' }, code: { pinHash: PIN_HASH } }

const claimOn = (pairing: Pairing, command: ClaimCommand, now = SOON) =>
  transition(pairing, command, now, LIFETIMES)
const unclaimable = { next: null, refusal: 'code_invalid', seal: false }

describe('a claim', () => {
  it("of a fresh QR code matches at once, at the store's time, and changes what is shown", () => {
    const { next } = claimOn(open, byAlice)
    expect(next).to.deep.include({ state: 'matched', viewVersion: 2, claim: { ...aliceClaim, at: SOON } })
  })

  it('asks for the return PIN when there is a reason, from the pairing or from the claim', () => {
    const ownReason = claimOn(openDual, byAlice).next
    const marked = claimOn(open, { ...byAlice, reasons: ['second-claimant'] }).next
    expect(ownReason).to.deep.include({ state: 'claimed', reasons: ['setting'] })
    expect(marked).to.deep.include({ state: 'claimed', reasons: ['second-claimant'] })
    expect(marked).to.have.deep.property('returnPin', {
      hash: 'hash of a return PIN',
      round: 0,
      madeAt: SOON,
    })
  })

  it('[P1] finds no code once the passkey is registered', () => {
    expect(claimOn(registered, byMallory)).to.deep.equal(unclaimable)
    expect(claimOn(done, byMallory)).to.deep.equal(unclaimable)
  })

  it('[P2] of an ended pairing is refused like any code that does not work', () => {
    expect(claimOn({ ...denied, epoch: open.epoch }, byAlice)).to.deep.equal(unclaimable)
  })

  it('[P3] needs the code of this very epoch', () => {
    expect(claimOn(open, { ...byAlice, code: { epoch: open.epoch - 1, until: SOON + 1 } })).to.deep.equal(
      unclaimable,
    )
    expect(claimOn(open, { ...byAlice, code: { epoch: open.epoch + 1, until: SOON + 1 } })).to.deep.equal(
      unclaimable,
    )
  })

  it('[P28] needs a receipt that is valid still, to the millisecond', () => {
    expect(claimOn(open, byAlice, SOON).next).to.include({ state: 'matched' })
    expect(claimOn(open, byAlice, SOON + 1)).to.deep.equal(unclaimable)
  })

  it('[P3] needs the right PIN, within its five minutes, on a page that shows one', () => {
    const lastMoment = AT.opened + LIFETIMES.pin - 1
    expect(claimOn(openBound, byPin, lastMoment).next).to.include({ state: 'claimed' })
    expect(claimOn(openBound, byPin, lastMoment + 1)).to.deep.equal(unclaimable)
    expect(claimOn(openBound, { ...byPin, code: { pinHash: 'another' } })).to.deep.equal(unclaimable)
    expect(claimOn(open, byPin)).to.deep.equal(unclaimable)
  })

  it('[P4] of a page that is bound to a name is for that account only, by QR code and PIN alike', () => {
    const withPin: ClaimCommand = { ...byMallory, code: { pinHash: PIN_HASH } }
    expect(claimOn(openBound, byMallory)).to.deep.equal(unclaimable)
    expect(claimOn(openBound, withPin)).to.deep.equal(unclaimable)
  })

  it('[P4] of a page that is bound to an unknown name is for nobody', () => {
    const boundToNobody = { ...openBound, binding: { name: 'nobody', accountId: null } }
    expect(claimOn(boundToNobody, byAlice)).to.deep.equal(unclaimable)
    expect(claimOn(boundToNobody, byPin)).to.deep.equal(unclaimable)
  })

  it('[P4] by a stranger does not even disturb a bound pairing that is held', () => {
    const held: Pairing = { ...matched, binding: openBound.binding }
    expect(claimOn(held, byMallory)).to.deep.equal(unclaimable)
  })

  it('[P5] is not for the browser that shows the code', () => {
    expect(claimOn(open, { ...byAlice, browser: open.browser }).refusal).to.equal('own_page')
    expect(claimOn(open, { ...byAlice, browser: open.browser }).next).to.equal(null)
  })

  it('[P6] of what the account holds already is a mistake and harms nothing', () => {
    const onPhone: ClaimCommand = { ...byAlice, claim: { ...aliceClaim, ...ALICE_ON_PHONE } }
    for (const held of [claimed, matched, challenged]) {
      expect(claimOn(held, byAlice)).to.deep.equal({ next: null, refusal: 'already_claimed', seal: false })
      expect(claimOn(held, onPhone)).to.deep.equal({ next: null, refusal: 'already_claimed', seal: false })
    }
  })

  it('by a second account burns the pairing for both, until registration', () => {
    for (const held of [claimed, matched, challenged]) {
      const { next, refusal, seal } = claimOn(held, byMallory)
      expect(next).to.deep.include({ state: 'burned', cause: 'second-claimant', claim: aliceClaim })
      expect(refusal).to.equal('code_invalid')
      expect(seal).to.equal(held === challenged)
    }
  })

  it('[P7] by PIN always asks for the return PIN, and by QR code only for a reason', () => {
    const { next } = claimOn(openBound, byPin)
    expect(next).to.deep.include({ state: 'claimed', reasons: ['pin-way'] })
    expect(claimOn(open, byAlice).next).to.deep.include({ state: 'matched', reasons: [] })
  })
})
