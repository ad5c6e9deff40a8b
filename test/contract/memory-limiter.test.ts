import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { memoryLimiter } from '../../server/stores/memory/limiter.ts'
import { spendOne } from '../support/one-budget.ts'
import { rejection } from './eventually.ts'

/** A clock that stands until it is moved. */
function handClock() {
  let time = 1_000
  const move = (ms: number) => {
    time += ms
  }
  return Object.assign(() => time, { move })
}

describe('budgets in memory', () => {
  it('[K94] refuse a new key beyond the bound of the limiter as StoreAway, and go on counting known ones', async () => {
    const clock = handClock()
    const limiter = memoryLimiter(clock, 2)
    const rule = { name: 'rule', points: 1, windowMs: 60_000 }
    await spendOne(limiter, rule, 'a')
    await spendOne(limiter, rule, 'b')
    expect(await rejection(spendOne(limiter, rule, 'c'))).to.be.instanceOf(StoreAway)
    expect((await spendOne(limiter, rule, 'a')).allowed).to.equal(false)
    await limiter.clear(rule, 'a')
    expect((await spendOne(limiter, rule, 'c')).allowed).to.equal(true)
  })

  it('[K94] charge no budget where another of the same step finds no room, and begin none behind a refusal', async () => {
    const limiter = memoryLimiter(handClock(), 2)
    const network = { name: 'network', points: 2, windowMs: 60_000 }
    const browser = { ...network, name: 'browser' }
    const spend = (key: string) =>
      limiter.spend([
        [network, 'one'],
        [browser, key],
      ])
    const spent = async () => (await limiter.usage(network, ['one']))[0]?.spent
    await spend('a')
    expect(await rejection(spend('b'))).to.be.instanceOf(StoreAway)
    expect(await spent()).to.equal(1)
    await spend('a')
    expect(await spend('b')).to.have.length(1)
    expect([await spent(), limiter.held()]).to.deep.equal([3, { keys: 2 }])
  })

  it('[K170] end the windows of budgets by the clock of the store, and hold nothing of them afterwards', async () => {
    const clock = handClock()
    const limiter = memoryLimiter(clock, 2)
    const [brief, long] = [60_000, 86_400_000].map((windowMs) => ({
      name: `${windowMs}`,
      points: 1,
      windowMs,
    }))
    await spendOne(limiter, brief!, 'a')
    await spendOne(limiter, long!, 'a')
    clock.move(60_000)
    expect(limiter.held()).to.deep.equal({ keys: 1 })
    expect((await spendOne(limiter, brief!, 'b')).allowed).to.equal(true)
    expect((await spendOne(limiter, long!, 'a')).allowed).to.equal(false)
    clock.move(86_400_000)
    expect(limiter.held()).to.deep.equal({ keys: 0 })
    expect((await spendOne(limiter, long!, 'a')).allowed).to.equal(true)
  })
})
