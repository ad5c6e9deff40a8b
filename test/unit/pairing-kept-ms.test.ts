import { expect } from 'chai'
import { keptMs } from '../../server/methods/pairing/kept-ms.ts'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { AT, approved, denied, done, open, records, registered } from '../support/pairing-records.ts'

const MINUTE = 60_000
const { whole, remembered, resume } = LIFETIMES

describe('how long the store keeps a record', () => {
  it('is the whole pairing and 20 minutes more while someone is at it', () => {
    for (const live of [open, approved]) {
      expect(keptMs(live, AT.registered, LIFETIMES)).to.equal(AT.opened + whole + remembered - AT.registered)
    }
  })

  it('[L45] is 20 minutes from its end, however late it is written again', () => {
    const early = { ...denied, endedAt: AT.opened + MINUTE }
    expect(keptMs(early, early.endedAt, LIFETIMES)).to.equal(remembered)
    expect(keptMs(early, early.endedAt + 15 * MINUTE, LIFETIMES)).to.equal(5 * MINUTE)
    expect(keptMs(early, early.endedAt + 25 * MINUTE, LIFETIMES)).to.equal(1)
  })

  it('[L46] is 20 minutes from when it was done, also long after the registration', () => {
    const late = { ...done, doneAt: done.registeredAt + 15 * MINUTE }
    expect(keptMs(late, late.doneAt, LIFETIMES)).to.equal(remembered)
    expect(keptMs(late, late.doneAt + 19 * MINUTE, LIFETIMES)).to.equal(MINUTE)
  })

  it('[L47] is 20 minutes from the registration, which SQL keeps for its day', () => {
    expect(keptMs(registered, AT.registered, LIFETIMES)).to.equal(remembered)
  })

  it('[L48] is a minute and 20 for a page that dropped', () => {
    const dropped = { ...open, detachedAt: AT.claimed }
    expect(keptMs(dropped, AT.claimed, LIFETIMES)).to.equal(resume + remembered)
    const atTheEnd = { ...open, detachedAt: AT.opened + whole - 1 }
    expect(keptMs(atTheEnd, atTheEnd.detachedAt, LIFETIMES)).to.equal(1 + remembered)
  })

  it('is never longer than an hour, in any state', () => {
    for (const record of Object.values(records)) {
      expect(keptMs(record, AT.registered, LIFETIMES)).to.be.within(1, 60 * MINUTE)
    }
  })
})
