import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { createStoreNewness } from '../../server/limits/store-newness.ts'
import { rejection } from '../contract/eventually.ts'

const newness = (storeMs: number, deploymentMs: number) =>
  createStoreNewness({ ageMs: async () => storeMs }, () => deploymentMs)()

describe('how new a store is', () => {
  it('is not asked of the one that a deployment began with', async () => {
    expect(await newness(5_000, 5_000)).to.equal(Number.POSITIVE_INFINITY)
    expect(await newness(0, 60_000)).to.equal(Number.POSITIVE_INFINITY)
    // A Redis that was there before the database was made.
    expect(await newness(9_000_000, 1_000)).to.equal(Number.POSITIVE_INFINITY)
  })

  it('is its age when the database was there before it', async () => {
    expect(await newness(0, 60_001)).to.equal(0)
    expect(await newness(300_000, 86_400_000)).to.equal(300_000)
  })

  it('is nothing that anybody may guess while the store is away', async () => {
    const away = createStoreNewness({ ageMs: () => Promise.reject(new StoreAway('redis')) }, () => 0)
    expect(await rejection(away())).to.be.instanceOf(StoreAway)
  })
})
