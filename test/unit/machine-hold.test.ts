import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { type Command, type Pairing, transition } from '../../server/methods/pairing/machine.ts'
import {
  ALICE_ON_PHONE,
  AT,
  aliceClaim,
  approval,
  approved,
  boundToAlice,
  challenged,
  claimed,
  done,
  HOLDER,
  MALLORY,
  matched,
  OLD_CLAIM_ID,
  open,
  openBound,
  RETURN_PIN_HASH,
  registered,
  SOON,
} from '../support/pairing-records.ts'

const send = (pairing: Pairing, command: Command, now = SOON) => transition(pairing, command, now, LIFETIMES)
const refused = (refusal: string) => ({ next: null, refusal, seal: false })

const notHolders = {
  'another session of the account': { ...HOLDER, ...ALICE_ON_PHONE },
  'another account': { ...HOLDER, ...MALLORY },
  'another account that knows the session': { ...HOLDER, accountId: MALLORY.accountId },
  'the holder of an earlier claim': { ...HOLDER, claimId: OLD_CLAIM_ID },
}

const approve: Command = { type: 'approve', viewVersion: matched.viewVersion, approval, ...HOLDER }
const typed = (hash: string): Command => ({ type: 'return-pin', hash })

describe('who holds a pairing', () => {
  for (const [who, claimant] of Object.entries(notHolders)) {
    it(`[P9] ${who} cannot renew, approve or deny`, () => {
      const renew: Command = { type: 'renew-return-pin', hash: 'new', ...claimant }
      expect(send(claimed, renew)).to.deep.equal(refused('claim_over'))
      expect(send(matched, { ...approve, ...claimant })).to.deep.equal(refused('claim_over'))
      expect(send(matched, { type: 'deny', report: true, ...claimant })).to.deep.equal(refused('claim_over'))
    })
  }

  it('[P13] approves only what was shown', () => {
    const older: Command = { ...approve, viewVersion: matched.viewVersion - 1 }
    expect(send(matched, older)).to.deep.equal(refused('view_changed'))
  })

  it('[P12] approves only after the match', () => {
    expect(send(claimed, approve)).to.deep.equal(refused('not_now'))
  })

  it("approves with what the step-up signed, at the store's time", () => {
    const { next } = send(matched, approve)
    expect(next).to.deep.include({ state: 'approved', approval: { ...approval, at: SOON }, challenge: null })
  })

  it('[P18] cannot stop what is done', () => {
    const news: Command = { type: 'sealed', cause: 'denied' }
    expect(send(done, { type: 'deny', report: true, ...HOLDER })).to.deep.equal(refused('not_now'))
    expect(send(done, news)).to.deep.equal(refused('not_now'))
  })

  it('says whether a stop is a report', () => {
    expect(send(matched, { type: 'deny', report: false, ...HOLDER }).next).to.include({ cause: 'denied' })
    expect(send(matched, { type: 'deny', report: true, ...HOLDER }).next).to.include({ cause: 'reported' })
  })
})

describe('the return PIN', () => {
  it('matches within its two minutes and leaves nothing behind', () => {
    const { next } = send(claimed, typed(RETURN_PIN_HASH))
    expect(next).to.include({ state: 'matched' })
    expect(next).not.to.have.property('returnPin')
  })

  it('[P10] burns the pairing with the third wrong try, however often it was renewed', () => {
    const renew: Command = { type: 'renew-return-pin', hash: 'hash of round 1', ...HOLDER }
    const twice: Pairing = { ...claimed, wrongReturnPins: 2 }
    const renewed = send(twice, renew).next ?? claimed
    expect(renewed).to.deep.include({ wrongReturnPins: 2 })
    expect(send(renewed, typed('wrong'))).to.deep.include({ refusal: 'return_pin_wrong' })
    expect(send(renewed, typed('wrong')).next).to.include({ state: 'burned', cause: 'wrong-return-pins' })
  })

  it('[P10] keeps its count when the claim ends and another one begins', () => {
    const twice: Pairing = { ...claimed, wrongReturnPins: 2 }
    expect(send(twice, { type: 'new-code', pinHash: null }).next).to.include({ wrongReturnPins: 2 })
  })

  it('[P11] runs out after two minutes and then costs no try', () => {
    const end = AT.claimed + LIFETIMES.returnPin
    expect(send(claimed, typed(RETURN_PIN_HASH), end - 1).next).to.include({ state: 'matched' })
    expect(send(claimed, typed(RETURN_PIN_HASH), end)).to.deep.equal(refused('return_pin_expired'))
    expect(send(claimed, typed('wrong'), end)).to.deep.equal(refused('return_pin_expired'))
  })

  it('of an earlier round is wrong', () => {
    const renewed = { ...claimed, returnPin: { hash: 'hash of round 1', round: 1, madeAt: SOON } }
    expect(send(renewed, typed(RETURN_PIN_HASH)).refusal).to.equal('return_pin_wrong')
  })
})

describe('new codes', () => {
  const notMe: Command = { type: 'new-code', pinHash: null }

  it('[P19] after "Not me" the claim is over, its codes are dead, and the pairing is dual', () => {
    for (const held of [claimed, matched]) {
      const { next } = send(held, notMe)
      expect(next).to.deep.include({
        state: 'open',
        epoch: held.epoch + 1,
        viewVersion: held.viewVersion + 1,
      })
      expect(next?.reasons).to.include('not-me')
      expect(next).not.to.have.property('claim')
    }
  })

  it('[P19] after a lapsed claim too', () => {
    const { next } = send(matched, { type: 'look' }, AT.claimed + LIFETIMES.decision)
    expect(next).to.deep.include({ state: 'open', epoch: matched.epoch + 1, reasons: ['lapsed-claim'] })
  })

  it('[P113] come no more once the page is too old to be claimed: its pairing is over', () => {
    for (const held of [claimed, matched]) {
      const late = { ...held, claim: { ...held.claim, at: held.openedAt + LIFETIMES.claimable - 1 } }
      const { next, refusal } = send(late, notMe, held.openedAt + LIFETIMES.claimable)
      expect(refusal).to.equal('pairing_over')
      expect(next).to.include({ state: 'expired', cause: 'time-ran-out', claim: null })
      expect(next?.reasons).to.include('not-me')
    }
  })

  it('on an open page are no sign of anything', () => {
    const { next } = send(openBound, { type: 'new-code', pinHash: 'new' })
    expect(next).to.deep.include({ reasons: [], epoch: openBound.epoch + 1, pinHash: 'new' })
    expect(next).to.include({ viewVersion: openBound.viewVersion, binding: boundToAlice })
  })

  it('[P53] and another name need a page that nobody holds', () => {
    const bind: Command = {
      type: 'bind-name',
      binding: { name: 'mallory', accountId: MALLORY.accountId },
      pinHash: 'p',
    }
    for (const held of [claimed, matched, approved, registered]) {
      expect(send(held, bind)).to.deep.equal(refused('not_now'))
    }
    expect(send(open, bind).next).to.deep.include({ epoch: open.epoch + 1, binding: bind.binding })
  })

  it('[P54] take no approval back: from then on the page cancels, or the holder denies', () => {
    for (const held of [challenged, registered, done])
      expect(send(held, notMe)).to.deep.equal(refused('not_now'))
  })

  it('leave the name of whoever claims next to the claim', () => {
    const malloryClaim = { ...aliceClaim, ...MALLORY, accountName: 'Mallory' }
    const reopened = send(matched, notMe).next ?? open
    const { next } = send(reopened, {
      type: 'claim',
      claim: malloryClaim,
      browser: 'browser-of-mallory',
      code: { epoch: reopened.epoch, until: Infinity },
      returnPinHash: 'hash',
      reasons: [],
    })
    expect(next).to.deep.include({ state: 'claimed', claim: { ...malloryClaim, at: SOON } })
  })
})
