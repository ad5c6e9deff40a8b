import { expect } from 'chai'
import type { BudgetLine, Limiter, LimitRule } from '../../server/limits/limiter.ts'
import { spendOne, usageOf } from '../support/one-budget.ts'
import { eventually } from './eventually.ts'

const FIVE: LimitRule = { name: 'five', points: 5, windowMs: 60_000 }
const TWO: LimitRule = { name: 'two', points: 2, windowMs: 60_000 }
const BRIEF: LimitRule = { name: 'brief', points: 1, windowMs: 1_000 }

/** `open` gives two handles on one unspent limiter; on Redis they are two connections. */
export function describeLimiter(name: string, open: () => Promise<readonly [Limiter, Limiter]>) {
  describe(`limiter: ${name}`, () => {
    let limiter: Limiter
    let other: Limiter
    beforeEach(async () => {
      ;[limiter, other] = await open()
    })
    const spend = async (rule: LimitRule, key: string, times: number) => {
      const verdicts: boolean[] = []
      for (let turn = 0; turn < times; turn += 1) verdicts.push((await spendOne(limiter, rule, key)).allowed)
      return verdicts
    }

    it('[K40] allows the points of a rule, then says how long to wait', async () => {
      expect(await spend(TWO, 'key', 2)).to.deep.equal([true, true])
      const refused = await spendOne(other, TWO, 'key')
      if (refused.allowed) throw new Error('A third point was given.')
      expect(refused.retryAfterMs).to.be.within(1, TWO.windowMs)
    })

    it('[K41] allows exactly 5 of 100 parallel spends on a budget of 5', async () => {
      const verdicts = await Promise.all(
        Array.from({ length: 100 }, (_, turn) => spendOne(turn % 2 ? limiter : other, FIVE, 'key')),
      )
      expect(verdicts.filter(({ allowed }) => allowed)).to.have.length(5)
    })

    it('[K42] counts every key and every rule for itself', async () => {
      await spend(TWO, 'key', 3)
      expect(await spend(TWO, 'other key', 1)).to.deep.equal([true])
      expect(await spend(FIVE, 'key', 1)).to.deep.equal([true])
    })

    it('[K43] gives a point back', async () => {
      await spend(TWO, 'key', 2)
      await other.giveBack(TWO, 'key')
      expect(await spend(TWO, 'key', 2)).to.deep.equal([true, false])
    })

    it('[K44] gives back no more than was spent', async () => {
      await spend(TWO, 'key', 1)
      for (let turn = 0; turn < 3; turn += 1) await limiter.giveBack(TWO, 'key')
      expect(await spend(TWO, 'key', 3)).to.deep.equal([true, true, false])
    })

    it('[K45] forgets a key when it is cleared, and only that key', async () => {
      await spend(TWO, 'key', 2)
      await spend(TWO, 'other key', 2)
      await other.clear(TWO, 'key')
      expect(await spend(TWO, 'key', 1)).to.deep.equal([true])
      expect(await spend(TWO, 'other key', 1)).to.deep.equal([false])
    })

    it('[K46] starts afresh when the window is over, and spends in between do not prolong it', async () => {
      expect(await spend(BRIEF, 'key', 1)).to.deep.equal([true])
      await eventually(
        'the window is over',
        async () => (await spendOne(limiter, BRIEF, 'key')).allowed,
        3_000,
      )
      expect(await spend(BRIEF, 'key', 1)).to.deep.equal([false])
    })

    it('[K47] tells what was spent without spending', async () => {
      expect(await usageOf(limiter, TWO, 'key')).to.deep.equal({ spent: 0, endsInMs: 0 })
      await spend(TWO, 'key', 1)
      for (let turn = 0; turn < 3; turn += 1) expect((await usageOf(other, TWO, 'key')).spent).to.equal(1)
      expect((await usageOf(other, TWO, 'key')).endsInMs).to.be.within(1, TWO.windowMs)
      const usages = await other.usage(TWO, ['none', 'key'])
      expect(usages.map(({ spent }) => spent)).to.deep.equal([0, 1])
      expect(await spend(TWO, 'key', 1)).to.deep.equal([true])
    })

    it('[K48] tells with each point how many were spent, refused ones too, and when the window ends', async () => {
      const spent: number[] = []
      let endsInMs = TWO.windowMs
      for (const by of [limiter, other, limiter, other]) {
        const spending = await spendOne(by, TWO, 'key')
        spent.push(spending.spent)
        expect(spending.endsInMs).to.be.within(1, endsInMs)
        endsInMs = spending.endsInMs
      }
      expect(spent).to.deep.equal([1, 2, 3, 4])
      expect((await usageOf(other, TWO, 'key')).spent).to.equal(4)
      await limiter.giveBack(TWO, 'key')
      expect((await spendOne(limiter, TWO, 'key')).spent).to.equal(4)
    })

    it('[K50] charges several budgets at once, none behind one that may be refused', async () => {
      const sure: BudgetLine = [FIVE, 'sure']
      const few: BudgetLine = [TWO, 'few']
      const last: BudgetLine = [FIVE, 'last']
      const spent = async () =>
        (await Promise.all([sure, few, last].map(([rule, key]) => usageOf(other, rule, key)))).map(
          (usage) => usage.spent,
        )
      for (const told of [
        [1, 1, 1],
        [2, 2, 2],
        [3, 3],
        [4, 4],
      ])
        expect((await limiter.spend([sure, few, last])).map((one) => one.spent)).to.deep.equal(told)
      expect(await spent()).to.deep.equal([4, 4, 2])
      // A new store may refuse half of the guesses, so only the other half is sure.
      const guess: BudgetLine = [{ ...FIVE, name: 'guess', guess: true }, 'key']
      const told = await Promise.all([1, 2, 3].map(() => other.spend([guess, last])))
      expect(told.map((spendings) => spendings.length)).to.have.members([2, 2, 1])
      for (const [first] of told) expect(first?.storeAgeMs).to.be.within(0, 60_000)
      expect(await spent()).to.deep.equal([4, 4, 4])
    })

    it('[K50] lets no line behind a budget of 5 be charged more than 5 times by 100 at once', async () => {
      const lines: BudgetLine[] = [
        [FIVE, 'first'],
        [{ ...FIVE, name: 'hundred', points: 100 }, 'second'],
      ]
      await Promise.all(Array.from({ length: 100 }, (_, turn) => (turn % 2 ? limiter : other).spend(lines)))
      expect((await usageOf(other, FIVE, 'first')).spent).to.equal(100)
      expect((await usageOf(other, { name: 'hundred' }, 'second')).spent).to.equal(5)
    })

    it('[L9] tells with the point of a guess how long the store has known us; any other may count on it', async () => {
      for (const by of [limiter, other]) {
        const [guess, other] = await by.spend([
          [{ ...FIVE, guess: true }, 'guess'],
          [TWO, 'key'],
        ])
        expect(guess?.storeAgeMs).to.be.within(0, 30_000)
        expect(other?.storeAgeMs).to.equal(Number.POSITIVE_INFINITY)
        expect((await spendOne(by, TWO, 'key')).storeAgeMs).to.equal(Number.POSITIVE_INFINITY)
      }
    })

    it('[K49] tells each of 100 parallel spends another count', async () => {
      const spendings = await Promise.all(
        Array.from({ length: 100 }, (_, turn) => spendOne(turn % 2 ? limiter : other, FIVE, 'key')),
      )
      expect(new Set(spendings.map(({ spent }) => spent)).size).to.equal(100)
      for (const { allowed, spent } of spendings) expect(allowed).to.equal(spent <= FIVE.points)
    })
  })
}
