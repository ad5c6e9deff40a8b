import { expect } from 'chai'
import { createGuard, type Guard } from '../../server/limits/guard.ts'
import type { Verdict } from '../../server/limits/limiter.ts'
import { limitsOf, TURNS, type TurnName } from '../../server/limits/numbers.ts'
import { networkOf } from '../../server/requests/network.ts'
import type { RequestContext } from '../../server/requests/request-context.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { newContext } from '../support/new-context.ts'

const ROOM = 10
const home = networkOf('192.0.2.1')
const office = networkOf('198.51.100.1')
const phone = (subnet: number) => networkOf(`2001:db8:1:${subnet.toString(16)}::1`)
const limits = limitsOf({ connecting: ROOM, look: ROOM, 'sign-in': ROOM, freeze: ROOM, 'backup-code': ROOM })

const ENTRIES: Readonly<Record<TurnName, (guard: Guard) => Guard['look']>> = {
  connecting: (guard) => guard.connecting,
  look: (guard) => guard.look,
  'sign-in': (guard) => guard.signIn,
  freeze: (guard) => guard.freeze,
  'backup-code': (guard) => guard.backupCode,
}

for (const [name, entryOf] of Object.entries(ENTRIES) as [TurnName, (typeof ENTRIES)[TurnName]][]) {
  describe(`what a network is let do in turns: ${name}`, () => {
    /** Those that wait, each with how long, until the test lets them go on. */
    let waiting: { ms: number; goOn: () => void }[]
    let counted: string[]
    let asked: number
    let enter: (network?: typeof home, given?: Partial<RequestContext>) => Promise<Verdict>
    let nextSecond: () => Promise<void>

    beforeEach(async () => {
      waiting = []
      counted = []
      asked = 0
      const { limiter } = openMemory()
      const counting = {
        ...limiter,
        spend: (...spending: Parameters<typeof limiter.spend>) => {
          asked += 1
          return limiter.spend(...spending)
        },
      }
      const guard = createGuard({
        limiter: counting,
        perNode: counting,
        tag: (_kind, text) => text,
        newness: () => Number.POSITIVE_INFINITY,
        tally: { count: (what) => void counted.push(what), spending: () => {} },
        limits,
        sleep: (ms) => new Promise<void>((goOn) => void waiting.push({ ms, goOn })),
      })
      enter = (network = home, given = {}) => entryOf(guard)(newContext({ network, ...given }))
      nextSecond = () => limiter.clear(limits[name], home.key)
      for (let time = 0; time < ROOM; time += 1) expect(await enter()).to.deep.equal({ allowed: true })
      expect(waiting, 'as many as fit wait for nothing').to.have.length(0)
    })

    const settled = async () => {
      for (let tick = 0; tick < 20; tick += 1) await new Promise(setImmediate)
    }
    const until = async (length: number) => {
      await settled()
      expect(waiting).to.have.length(length)
    }
    const goOn = () => {
      for (const one of waiting.splice(0)) one.goOn()
    }
    const line = async (length: number) => {
      const calls = Array.from({ length }, () => enter())
      await until(length)
      return calls
    }

    it('[L33] lets one too many wait, and in when its turn comes', async () => {
      const call = enter()
      await until(1)
      expect(waiting[0]?.ms).to.be.within(1, 1_000 + TURNS.jitterMs)
      await nextSecond()
      goOn()
      expect(await call).to.deep.equal({ allowed: true })
      expect(counted, 'who waits is not refused').to.deep.equal([])
    })

    it('refuses it when its turn has not come after four waits', async () => {
      const call = enter()
      for (let turn = 0; turn < TURNS.most; turn += 1) {
        await until(1)
        goOn()
      }
      expect((await call).allowed).to.equal(false)
      expect(counted).to.deep.equal([`refused.${name}`])
    })

    it('[L36] draws lots among all that wait and who comes just now: the right moment brings nobody forward', async () => {
      await line(5)
      await nextSecond()
      const late = enter()
      await until(6)
      expect(waiting[5]?.ms, 'the newcomer waits as well').to.be.below(TURNS.jitterMs)
      goOn()
      await late
    })

    it('lets as many ask as there is room for, however many wait', async () => {
      const calls = await line(400)
      await nextSecond()
      asked = 0
      for (const one of waiting.splice(0)) {
        one.goOn()
        await new Promise(setImmediate)
      }
      // 10 of 400 on the average; 40 would be nine standard deviations off.
      expect(asked).to.be.below(40)
      for (let turn = 1; turn < TURNS.most; turn += 1) {
        await settled()
        goOn()
      }
      await Promise.all(calls)
    })

    it('[L34] refuses at once who comes to a line of a thousand, on this network alone', async () => {
      await line(TURNS.mostOfLine)
      const late = enter()
      await until(TURNS.mostOfLine)
      expect((await late).allowed).to.equal(false)
      expect(counted).to.deep.equal([`refused.${name}`])
      expect((await enter(office)).allowed).to.equal(true)
    })

    it('[L35] lets one call of a connection wait, and refuses the next', async () => {
      const socket = {}
      void enter(home, { socket })
      await until(1)
      const next = enter(home, { socket })
      await until(1)
      expect((await next).allowed).to.equal(false)
    })

    it('[L37] gives no turn to who has left, and counts them as nobody', async () => {
      let isGone = false
      const call = enter(home, { isGone: () => isGone })
      await until(1)
      isGone = true
      await nextSecond()
      asked = 0
      goOn()
      expect((await call).allowed).to.equal(false)
      expect([asked, counted]).to.deep.equal([0, []])
    })

    it('lets a /64 wait for a /48 whose budget is spent, in one line', async () => {
      for (let subnet = 1; subnet <= 5; subnet += 1)
        for (let time = 0; time < ROOM; time += 1) await enter(phone(subnet))
      void enter(phone(6))
      await until(1)
      void enter(phone(7))
      await until(2)
      expect(waiting[1]?.ms).to.be.below(TURNS.jitterMs)
    })
  })
}

describe('all that wait on a node', () => {
  it('[L34] are no more than five thousand, of however many networks', async () => {
    const { limiter } = openMemory()
    let waiting = 0
    const guard = createGuard({
      limiter,
      perNode: limiter,
      tag: (_kind, text) => text,
      newness: () => Number.POSITIVE_INFINITY,
      tally: { count: () => {}, spending: () => {} },
      limits,
      sleep: () => {
        waiting += 1
        return new Promise(() => {})
      },
    })
    const networks = Array.from({ length: 6 }, (_, place) => networkOf(`203.0.113.${place}`))
    for (const network of networks)
      for (let time = 0; time < ROOM; time += 1) await guard.look(newContext({ network }))
    for (const network of networks)
      for (let time = 0; time < TURNS.mostOfLine; time += 1) void guard.look(newContext({ network }))
    const last = await guard.look(newContext({ network: networks[5]! }))
    expect(last.allowed).to.equal(false)
    expect(waiting).to.equal(TURNS.mostOfNode)
  })
})
