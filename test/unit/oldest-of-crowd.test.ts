import { expect } from 'chai'
import { oldestOfCrowd } from '../../server/limits/oldest-of-crowd.ts'

describe('who goes when there is no room', () => {
  const goes = (items: readonly string[]) => oldestOfCrowd(items, (item) => item.charAt(0))

  it('is the oldest of the largest group', () => {
    expect(goes(['a1', 'b1', 'b2', 'b3', 'a2'])).to.equal('b1')
    expect(goes(['b1', 'a1', 'a2'])).to.equal('a1')
  })

  it('is the oldest of all when no group is larger', () => {
    expect(goes(['b1', 'a1', 'a2', 'b2'])).to.equal('b1')
    expect(goes([])).to.equal(null)
  })
})
