import { expect } from 'chai'
import { createTurns } from '../../web/wire/in-order.ts'

describe('Answers that overtake each other', () => {
  it('count in the order of their questions: an older one is dropped once a newer one was there', () => {
    const turn = createTurns()
    const [first, second, third] = [turn(), turn(), turn()]
    expect([second(), first(), third()]).to.deep.equal([true, false, true])
  })

  it('all count if none overtakes, or if the newer one never comes', () => {
    const turn = createTurns()
    const first = turn()
    turn()
    expect(first()).to.equal(true)
    expect(turn()()).to.equal(true)
  })
})
