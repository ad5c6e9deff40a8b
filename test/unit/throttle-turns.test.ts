import { expect } from 'chai'
import type { Limiter } from '../../server/ports/limiter.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { createGuard, type Guard } from '../../server/throttle/guard.ts'
import { networkOf } from '../../server/throttle/network.ts'
import { limitsOf, TURNS, type TurnName } from '../../server/throttle/numbers.ts'

const home = networkOf('192.0.2.1')
const office = networkOf('198.51.100.1')
const limits = limitsOf({ connecting: 10, resuming: 10, look: 10, 'sign-in': 10 })

const ENTRIES: Readonly<Record<TurnName, (guard: Guard) => Guard['look']>> = {
  connecting: (guard) => guard.connecting,
  resuming: (guard) => guard.resuming,
  look: (guard) => guard.look,
  'sign-in': (guard) => guard.signIn,
}

for (const [name, entryOf] of Object.entries(ENTRIES) as [TurnName, (typeof ENTRIES)[TurnName]][]) {
  describe(`what a network is let do in turns: ${name}`, () => {
    let limiter: Limiter
    let waits: number[]
    let counted: string[]
    let afterWaiting: () => Promise<unknown>
    let guard: Guard
    let enter: Guard['look']

    beforeEach(async () => {
      waits = []
      counted = []
      afterWaiting = async () => {}
      limiter = openMemory().limiter
      guard = createGuard({
        limiter,
        perNode: limiter,
        tag: (_kind, text) => text,
        newness: async () => Number.POSITIVE_INFINITY,
        tally: { count: (what) => void counted.push(what), spending: () => {} },
        limits,
        sleep: (ms) => {
          waits.push(ms)
          return afterWaiting()
        },
      })
      enter = entryOf(guard)
      for (let turn = 0; turn < 10; turn += 1) expect((await enter(home)).allowed).to.equal(true)
      expect(waits, 'as many as fit wait for nothing').to.deep.equal([])
    })

    const nextSecond = () => limiter.clear(limits[name], home.key)

    it('[L33] lets one too many wait, and in when its turn comes', async () => {
      afterWaiting = nextSecond
      expect(await enter(home)).to.deep.equal({ allowed: true })
      expect(waits).to.have.length(1)
      expect(waits[0]).to.be.within(1, 1_000 + TURNS.jitterMs)
      expect(counted, 'who waits is not refused').to.deep.equal([])
    })

    it('[L33] draws lots: of those that wait equally long, none is always the last', async () => {
      await Promise.all(Array.from({ length: 20 }, () => enter(home)))
      expect(new Set(waits.map((ms) => ms % 1)).size).to.be.above(1)
    })

    it('refuses it when its turn has not come after four waits', async () => {
      expect((await enter(home)).allowed).to.equal(false)
      expect(waits).to.have.length(TURNS.most)
      expect(counted).to.deep.equal([`refused.${name}`])
    })

    it('[L34] refuses at once who comes to a line of a thousand, on this network alone', async () => {
      let goOn = () => {}
      const second = new Promise<void>((resolve) => {
        goOn = resolve
      })
      afterWaiting = () => second
      const line = Array.from({ length: TURNS.mostWaiting }, () => enter(home))
      while (waits.length < TURNS.mostWaiting) await new Promise(setImmediate)
      const late = enter(home)
      await new Promise(setImmediate)
      expect(waits, 'the last one does not wait').to.have.length(TURNS.mostWaiting)
      expect((await enter(office)).allowed).to.equal(true)
      goOn()
      expect((await late).allowed).to.equal(false)
      await Promise.all(line)
      expect((await enter(home)).allowed, 'the line is gone, the budget is still spent').to.equal(false)
      expect(waits.length).to.equal(TURNS.most * (TURNS.mostWaiting + 1))
    })

    it('lets nobody wait on another network', async () => {
      expect(await enter(office)).to.deep.equal({ allowed: true })
      expect(waits).to.deep.equal([])
    })
  })
}

describe('a connection that waits for its turn', () => {
  it('is asked about no more when its browser has left', async () => {
    const { limiter } = openMemory()
    let slept = 0
    let isGone = false
    const guard = createGuard({
      limiter,
      perNode: limiter,
      tag: (_kind, text) => text,
      newness: async () => Number.POSITIVE_INFINITY,
      tally: { count: () => {}, spending: () => {} },
      limits,
      sleep: async () => {
        slept += 1
        isGone = true
      },
    })
    for (let turn = 0; turn < 10; turn += 1) await guard.connecting(home)
    expect((await guard.connecting(home, () => isGone)).allowed).to.equal(false)
    expect(slept).to.equal(1)
  })
})
