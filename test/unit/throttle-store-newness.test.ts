import { expect } from 'chai'
import { createStoreNewness } from '../../server/limits/store-newness.ts'

const newness = (storeMs: number, deploymentMs: number) => createStoreNewness(() => deploymentMs)(storeMs)

describe('how new a store is', () => {
  it('does not matter of the one that a deployment began with', () => {
    expect(newness(5_000, 5_000)).to.equal(Number.POSITIVE_INFINITY)
    expect(newness(0, 60_000)).to.equal(Number.POSITIVE_INFINITY)
    // A Redis that was there before the database was made.
    expect(newness(9_000_000, 1_000)).to.equal(Number.POSITIVE_INFINITY)
  })

  it('is its age when the database was there before it', () => {
    expect(newness(0, 60_001)).to.equal(0)
    expect(newness(300_000, 86_400_000)).to.equal(300_000)
  })
})
