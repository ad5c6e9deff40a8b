import { expect } from 'chai'
import type { Limiter } from '../../server/ports/limiter.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { createGuard, type Guard } from '../../server/throttle/guard.ts'
import { networkOf } from '../../server/throttle/network.ts'
import { CONNECTING_TURNS, limitsOf } from '../../server/throttle/numbers.ts'

const home = networkOf('192.0.2.1')
const office = networkOf('198.51.100.1')
const limits = limitsOf({ connecting: 10 })

describe('the guard on connections', () => {
  let limiter: Limiter
  let waits: number[]
  let afterWaiting: () => Promise<unknown>
  let guard: Guard

  beforeEach(async () => {
    waits = []
    afterWaiting = async () => {}
    limiter = openMemory().limiter
    guard = createGuard({
      limiter,
      perNode: limiter,
      tag: (_kind, text) => text,
      newness: async () => Number.POSITIVE_INFINITY,
      tally: { count: () => {}, spending: () => {} },
      limits,
      sleep: (ms) => {
        waits.push(ms)
        return afterWaiting()
      },
    })
    for (let turn = 0; turn < 10; turn += 1)
      expect(await guard.connecting(home)).to.deep.equal({ allowed: true })
    expect(waits, 'as many as fit wait for nothing').to.deep.equal([])
  })

  const nextSecond = () => limiter.clear(limits.connecting, home.key)

  it('[L33] lets one too many wait, and in when its turn comes', async () => {
    afterWaiting = nextSecond
    expect(await guard.connecting(home)).to.deep.equal({ allowed: true })
    expect(waits).to.have.length(1)
    expect(waits[0]).to.be.within(1, 1_000 + CONNECTING_TURNS.jitterMs)
  })

  it('[L33] draws lots: of those that wait equally long, none is always the last', async () => {
    await Promise.all(Array.from({ length: 20 }, () => guard.connecting(home)))
    expect(new Set(waits.map((ms) => ms % 1)).size).to.be.above(1)
  })

  it('refuses it when its turn has not come after four waits', async () => {
    const verdict = await guard.connecting(home)
    expect(verdict.allowed).to.equal(false)
    expect(waits).to.have.length(CONNECTING_TURNS.most)
  })

  it('does not go on for somebody who has left', async () => {
    let isGone = false
    afterWaiting = async () => {
      isGone = true
    }
    expect((await guard.connecting(home, () => isGone)).allowed).to.equal(false)
    expect(waits).to.have.length(1)
  })

  it('lets nobody wait on another network', async () => {
    expect(await guard.connecting(office)).to.deep.equal({ allowed: true })
    expect(waits).to.deep.equal([])
  })
})
