import { expect } from 'chai'
import { type Bucket, fullBucket, takeToken } from '../../server/limits/socket-bucket.ts'

/** How many commands pass when one comes at each of these times. */
function passed(times: readonly number[]): number {
  let bucket: Bucket = fullBucket(0)
  let count = 0
  for (const time of times) {
    const next = takeToken(bucket, time)
    if (!next) continue
    bucket = next
    count += 1
  }
  return count
}

describe('the bucket of a socket', () => {
  it('[K105] lets a burst of 10 pass, and no more', () => {
    expect(passed(Array.from({ length: 50 }, () => 0))).to.equal(10)
  })

  it('[K106] lets 5 a second pass for as long as it goes on', () => {
    const tenSeconds = Array.from({ length: 1_000 }, (_, step) => step * 10)
    expect(passed(tenSeconds)).to.be.within(10 + 49, 10 + 50)
    expect(passed(Array.from({ length: 100 }, (_, step) => step * 200))).to.equal(100)
  })

  it('[K107] saves up no more than a burst', () => {
    expect(passed(Array.from({ length: 50 }, () => 3_600_000))).to.equal(10)
  })
})
