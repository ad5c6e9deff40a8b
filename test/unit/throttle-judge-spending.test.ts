import { expect } from 'chai'
import { judgeSpending } from '../../server/limits/judge-spending.ts'
import type { LimitRule, Spending } from '../../server/limits/limiter.ts'
import { RISK } from '../../server/limits/numbers.ts'

const WINDOW = 60_000
const guess: LimitRule = { name: 'guess', points: 5, windowMs: WINDOW, guess: true }
const work: LimitRule = { name: 'work', points: 5, windowMs: WINDOW }

/** A point of a window that began `ago` milliseconds before. */
const point = (spent: number, ago = 0): Spending => ({
  spent,
  endsInMs: WINDOW - ago,
  storeAgeMs: 0,
})

const allowedOf = (rule: LimitRule, storeAgeMs: number, ago = 0) =>
  [1, 2, 3, 4, 5].filter((spent) => judgeSpending(rule, point(spent, ago), storeAgeMs).allowed)

describe('the verdict on a point', () => {
  it('refuses each point beyond the budget until the window ends, however old the store is', () => {
    const tooMany: Spending = { spent: 6, endsInMs: 7, storeAgeMs: 0 }
    for (const age of [0, Number.POSITIVE_INFINITY])
      expect(judgeSpending(guess, tooMany, age)).to.deep.equal({ allowed: false, retryAfterMs: 7 })
  })

  it('[L9] lets half of the guesses pass in a store that may have forgotten, and says how long', () => {
    expect(allowedOf(guess, 0)).to.deep.equal([1, 2])
    expect(judgeSpending(guess, point(3, 20_000), 20_000)).to.deep.equal({
      allowed: false,
      retryAfterMs: 40_000,
    })
  })

  it('[L9] goes by the age of the store when the window began', () => {
    expect(allowedOf(guess, RISK.newStore - 1)).to.deep.equal([1, 2])
    expect(allowedOf(guess, RISK.newStore)).to.deep.equal([1, 2, 3, 4, 5])
    // The store is old by now, and was not when this window began.
    expect(allowedOf(guess, RISK.newStore + 30_000, 30_001)).to.deep.equal([1, 2])
    expect(allowedOf(guess, RISK.newStore + 30_000, 30_000)).to.deep.equal([1, 2, 3, 4, 5])
  })

  it('halves nothing in a store that can have forgotten nothing, and nothing that is no guess', () => {
    expect(allowedOf(guess, Number.POSITIVE_INFINITY)).to.deep.equal([1, 2, 3, 4, 5])
    expect(allowedOf(work, 0)).to.deep.equal([1, 2, 3, 4, 5])
  })
})
