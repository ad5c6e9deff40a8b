import { expect } from 'chai'
import type { AccountPage, PasskeyRow } from '../../shared/account-page.ts'
import { waitsOf } from '../../web/account/waits.ts'

const row = (name: string, createdAt: number, more: Partial<PasskeyRow> = {}) =>
  ({
    ...{ id: name, name, createdAt, status: 'active', probationUntil: null, youngUntil: null },
    ...{ retires: [], calledOut: false, ...more },
  }) as unknown as PasskeyRow

const phone = row('Phone', 1)
const laptop = row('Laptop', 2)
const back = row('Back', 3, {
  youngUntil: 90,
  retires: [
    { target: laptop, dueAt: 70 },
    { target: phone, dueAt: 80 },
  ],
})

/** An account that somebody came back into, by two proofs or by one. */
function page(outweighs: boolean, passkeys: readonly PasskeyRow[], shown = true) {
  const scheduled = shown ? [{ target: phone, by: back }] : []
  return { passkeys, scheduled, recoveries: [{ added: back, outweighs }] } as unknown as AccountPage
}

describe('What a passkey waits for before it removes itself', () => {
  it('[R70] is the last of those that it called lost or stolen', () => {
    const called = [{ ...phone, calledOut: true }, { ...laptop, calledOut: true }, back]
    expect(waitsOf(page(true, called), back)).to.deep.equal({
      ...{ name: 'Phone', until: 80, canKeep: true, othersMay: false },
    })
    expect(waitsOf(page(true, called), phone)).to.equal(null)
  })

  it('[R70] can be taken back where the page shows it, and not where that one is gone by now', () => {
    expect(waitsOf(page(true, [phone, back], false), back)).to.include({ canKeep: false })
  })

  it('[R70] keeps no older passkey from it that it does not outweigh', () => {
    expect(waitsOf(page(false, [phone, back]), back)).to.include({ othersMay: true })
    expect(waitsOf(page(true, [phone, back]), back)).to.include({ othersMay: false })
    const others = [{ ...phone, calledOut: true }, row('Newer', 4, { youngUntil: 99 }), back]
    expect(waitsOf(page(false, others), back)).to.include({ othersMay: false })
  })
})
