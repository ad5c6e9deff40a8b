import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import {
  type Command,
  deadline,
  lapse,
  type Pairing,
  transition,
} from '../../server/methods/pairing/machine.ts'
import {
  AT,
  approved,
  claimed,
  done,
  expired,
  HOLDER,
  matched,
  NEW_CREDENTIAL,
  open,
  RETURN_PIN_HASH,
  registered,
} from '../support/pairing-records.ts'

const { claimable, whole, decision, registration, unproven, resume, returnPin } = LIFETIMES
const lapsed = (pairing: Pairing, now: number) => lapse(pairing, now, LIFETIMES).next
const look: Command = { type: 'look' }

describe('time', () => {
  it('[P50] is judged before the command: what ran out has ended, whatever is sent', () => {
    const late = transition(open, { type: 'new-code', pinHash: null }, AT.opened + claimable, LIFETIMES)
    expect(late.next).to.include({ state: 'expired', cause: 'time-ran-out', version: open.version + 1 })
    expect(late.refusal).to.equal('pairing_over')
  })

  it("[P50] a return PIN that comes after the decision's limit matches nothing", () => {
    const renewed = { ...claimed, returnPin: { ...claimed.returnPin, madeAt: AT.claimed + decision - 1_000 } }
    const typed: Command = { type: 'return-pin', hash: RETURN_PIN_HASH }
    const late = transition(renewed, typed, AT.claimed + decision, LIFETIMES)
    expect(late.next).to.deep.include({ state: 'open', epoch: claimed.epoch + 1 })
  })

  const limits: [string, Pairing, number][] = [
    ['an open page, ten minutes', open, AT.opened + claimable],
    ['a claim, four minutes', claimed, AT.claimed + decision],
    ['a match, four minutes from its claim', matched, AT.claimed + decision],
    ['an approval, three minutes', approved, AT.approved + registration],
    ['a registration, a day', registered, AT.registered + unproven],
  ]
  for (const [what, pairing, end] of limits) {
    it(`[P50] gives ${what}, to the millisecond`, () => {
      expect(lapsed(pairing, end - 1)).to.equal(null)
      expect(lapsed(pairing, end)).not.to.equal(null)
      expect(transition(pairing, look, end, LIFETIMES).next).not.to.equal(null)
    })
  }

  it('lets a code that was claimed at its last moment be approved and registered in full time', () => {
    expect(claimable + decision + registration).to.be.below(whole)
  })

  it('lets a return PIN of its first and one of its second half be typed within a decision', () => {
    expect(2 * returnPin).to.be.at.most(decision)
  })

  it('gives the whole pairing twenty minutes to its registration', () => {
    const claimedLast = { ...claimed.claim, at: AT.opened + claimable - 1 }
    const lateApproval = { ...approved.approval, at: AT.opened + whole - 1_000 }
    expect(deadline({ ...approved, approval: lateApproval }, LIFETIMES)).to.equal(AT.opened + whole)
    expect(deadline({ ...matched, claim: claimedLast }, LIFETIMES)).to.equal(claimedLast.at + decision)
  })

  it('ends a lapsed claim with the pairing when its codes may not be claimed any more', () => {
    const claimedLast: Pairing = { ...matched, claim: { ...matched.claim, at: AT.opened + claimable - 1 } }
    const ended = lapsed(claimedLast, AT.opened + claimable + decision)
    expect(ended).to.include({ state: 'expired', cause: 'time-ran-out' })
  })

  it('gives a page that dropped one minute to come back', () => {
    const gone = AT.claimed + resume
    for (const live of [open, claimed, matched, approved]) {
      const dropped: Pairing = { ...live, detachedAt: AT.claimed }
      expect(lapsed(dropped, gone - 1)).to.equal(null)
      expect(lapsed(dropped, gone)).to.include({ state: 'expired', cause: 'page-gone' })
    }
  })

  it('does not need the page any more once the passkey is registered', () => {
    const dropped: Pairing = { ...registered, detachedAt: AT.registered }
    expect(lapsed(dropped, AT.registered + unproven - 1)).to.equal(null)
    expect(lapsed(dropped, AT.registered + unproven)).to.include({ state: 'expired', cause: 'time-ran-out' })
  })

  it('competes in SQL from the approval on, and judges no command beside it', () => {
    const late = transition(
      approved,
      { type: 'deny', report: true, ...HOLDER },
      AT.approved + registration,
      LIFETIMES,
    )
    expect(late).to.deep.include({ refusal: null, seal: true })
    expect(late.next).to.include({ state: 'expired', cause: 'time-ran-out' })
  })

  it('[P50] does not overrule what SQL has committed', () => {
    const inserted: Command = { type: 'registered', credentialId: NEW_CREDENTIAL }
    const late = transition(approved, inserted, AT.approved + registration, LIFETIMES)
    expect(late.next).to.include({ state: 'registered' })
    expect(transition(registered, { type: 'prove' }, AT.registered + unproven, LIFETIMES).next).to.include({
      state: 'done',
    })
  })

  it('changes nothing that has ended or is done', () => {
    expect(lapsed(done, AT.registered + 2 * unproven)).to.equal(null)
    expect(lapsed(expired, AT.registered + 2 * unproven)).to.equal(null)
  })
})
