import { expect } from 'chai'
import { DEAD_AFTER_MS, retryAfterMs, WAITS } from '../../server/site-events/retry.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('the times between tries of an event', () => {
  it('[N16] are 5 s, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours; after the tenth try it is dead', () => {
    const waits = Array.from({ length: 10 }, (_, tries) => retryAfterMs(tries + 1, 0.5))
    expect(waits).to.deep.equal([
      ...[5_000, 5 * MINUTE, 30 * MINUTE],
      ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
      null,
    ])
  })

  it('[N16] differ by a tenth at most, and all tries fit into the time after which it is dead anyway', () => {
    expect(retryAfterMs(2, 0)).to.equal(4.5 * MINUTE)
    expect(retryAfterMs(2, 1)).to.equal(5.5 * MINUTE)
    const longest = WAITS.reduce((sum, _, index) => sum + (retryAfterMs(index + 1, 1) ?? 0), 0)
    expect(longest).to.be.below(DEAD_AFTER_MS)
  })
})
