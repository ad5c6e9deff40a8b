import { expect } from 'chai'
import { createGuard, type Guard } from '../../server/limits/guard.ts'
import type { Limiter, LimitRule } from '../../server/limits/limiter.ts'
import { BUDGETS, HIDDEN_TIMES, limitsOf } from '../../server/limits/numbers.ts'
import { hiddenAt, networkOf } from '../../server/requests/network.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { newActor, sessionOf } from '../support/new-actor.ts'
import { newContext } from '../support/new-context.ts'
import { usageOf } from '../support/one-budget.ts'

const home = networkOf('192.0.2.1')
const phone = networkOf('2001:db8:1:2::1')
const here = networkOf('10.0.0.1')
const hidden = hiddenAt(here)
const ann = newActor()

describe('the guard on openings and hidden networks', () => {
  let limiter: Limiter
  let guard: Guard
  let counted: Record<string, number>
  let hot: { name: string; spent: number; points: number; shown: string | null }[]
  let blamed: string[]
  let waits: number[]
  beforeEach(() => {
    limiter = openMemory().limiter
    counted = {}
    hot = []
    blamed = []
    waits = []
    guard = makeGuard()
  })

  function makeGuard(newness = () => Number.POSITIVE_INFINITY, chosen = {}): Guard {
    return createGuard({
      limiter,
      perNode: openMemory().limiter,
      tag: (_kind, text) => text,
      newness,
      tally: {
        count: (name, from) => {
          counted[name] = (counted[name] ?? 0) + 1
          if (from) blamed.push(`${name} ${from}`)
        },
        spending: ({ name, points }: LimitRule, { spent }, _key, shown) =>
          hot.push({ name, spent, points, shown }),
      },
      limits: limitsOf(chosen),
      sleep: async (ms) => void waits.push(ms),
    })
  }

  async function allowed(times: number, ask: (turn: number) => Promise<{ allowed: boolean }>) {
    const verdicts = await Promise.all(Array.from({ length: times }, (_, turn) => ask(turn)))
    return verdicts.filter((verdict) => verdict.allowed).length
  }

  async function openingsOn(key: string): Promise<number> {
    const counted = ['opening', 'opening-named'].map((name) => usageOf(limiter, { name }, key))
    return (await Promise.all(counted)).reduce((sum, { spent }) => sum + spent, 0)
  }

  it('[L11] lets one browser open 12 times a minute, and charges its network nothing for the rest', async () => {
    expect(await allowed(100, () => guard.opening(home, 'browser', false))).to.equal(12)
    expect(await openingsOn(home.key)).to.equal(12)
    expect(await allowed(120, (turn) => guard.opening(home, `neighbour ${turn}`, false))).to.equal(108)
  })

  it('counts openings that name an account apart, so that a flood of others leaves this way open', async () => {
    expect(await allowed(200, (turn) => guard.opening(home, `a ${turn}`, false))).to.equal(120)
    expect(await allowed(200, (turn) => guard.opening(home, `b ${turn}`, true))).to.equal(120)
    expect(await openingsOn(home.key)).to.equal(240)
  })

  /** What an entry lets in from one network, and by what name of a budget. */
  const entries = (): [keyof typeof BUDGETS, (turn: number) => Promise<{ allowed: boolean }>][] => [
    ['sign-up', () => guard.signUp(hidden)],
    ['sign-up-options', () => guard.signUpOptions(hidden)],
    ['opening', (turn) => guard.opening(hidden, `browser ${turn}`, false)],
    ['opening-named', (turn) => guard.opening(hidden, `browser ${turn}`, true)],
    ['connecting', () => guard.connecting(newContext({ network: hidden }))],
    ['look', () => guard.look(newContext({ network: hidden }))],
    ['sign-in', () => guard.signIn(newContext({ network: hidden }))],
    ['freeze', () => guard.freeze(newContext({ network: hidden }))],
  ]

  it('[L10] gives all whom a proxy hides fifty times what a network has, and no more', async () => {
    for (const [name, entry] of entries()) {
      const most = BUDGETS[name].value * HIDDEN_TIMES
      expect(await allowed(most + 50, entry), name).to.equal(most)
    }
    expect(HIDDEN_TIMES).to.equal(50)
  })

  it('[L10] gives them fifty times what a /48 has, and everybody what is theirs', async () => {
    const behind = (place: number) => hiddenAt(networkOf(`fd12:0:0:${place.toString(16)}::1`))
    expect(await allowed(6_000, (turn) => guard.signUp(behind(turn % 20)))).to.equal(50 * 50)
    expect(await allowed(30, () => guard.opening(hidden, 'one browser', false))).to.equal(12)
    expect(await allowed(30, () => guard.wrongPin(ann))).to.equal(3)
  })

  it('[A127] blames a network for refusals and wrong PINs, and nobody where a proxy hides people', async () => {
    for (const network of [home, hidden]) {
      for (let turn = 0; turn < BUDGETS['sign-up'].value * HIDDEN_TIMES + 1; turn += 1)
        await guard.signUp(network)
      for (let turn = 0; turn < 13; turn += 1)
        await guard.opening(network, `one browser ${network.key}`, false)
      await guard.networkWrongPin(network)
    }
    expect(counted).to.include({ 'refused.sign-up-hidden': 1, 'refused.opening-browser': 2, 'wrong-pin': 2 })
    expect(new Set(blamed)).to.deep.equal(
      new Set([
        'refused.sign-up 192.0.2.0/24',
        'refused.opening-browser 192.0.2.0/24',
        'wrong-pin 192.0.2.0/24',
      ]),
    )
  })

  it('[L60] takes nothing of theirs from who is there and not hidden, nor of his from them', async () => {
    expect(await allowed(20, () => guard.signUp(here))).to.equal(10)
    expect(await allowed(600, () => guard.signUp(hidden))).to.equal(500)
    expect(await allowed(20, () => guard.signUpOptions(hidden))).to.equal(20)
    expect(await allowed(70, () => guard.signUpOptions(here))).to.equal(60)
    for (let miss = 0; miss < 400; miss += 1) await guard.networkWrongPin(hidden)
    await guard.slow(here)
    expect(waits).to.deep.equal([])
  })

  it('[L62] slows them down at fifty times as many wrong PINs, and shows admins the network from there', async () => {
    const misses = async (times: number) => {
      for (let miss = 0; miss < times; miss += 1) await guard.networkWrongPin(hidden)
      await guard.slow(hidden)
    }
    for (const times of [49, 1, 50, 100, 1_000]) await misses(times)
    expect(waits).to.deep.equal([1_000, 2_000, 8_000, 8_000])
    expect(counted).to.deep.equal({ 'wrong-pin': 1_200 })
    expect(hot.at(-1)).to.include({ spent: 1_200, points: 200 })
  })

  it('[L62] shows admins a network that sends wrong PINs, before and when it waits the longest', async () => {
    for (let miss = 0; miss < 5; miss += 1) await guard.networkWrongPin(phone)
    expect(hot.at(-1)).to.deep.equal({
      name: 'network-wrong-pin',
      spent: 5,
      points: 4,
      shown: '2001:db8:1::/48',
    })
  })

  it('[L9] halves guesses while the store is new, and nothing else', async () => {
    guard = makeGuard(() => 0)
    expect(await allowed(20, () => guard.wrongPin(ann))).to.equal(1)
    expect(await allowed(20, () => guard.claim(ann))).to.equal(2)
    const another = sessionOf(newActor())
    const ofPasskey = (turn: number) => (turn % 3 ? sessionOf(another) : another)
    expect(await allowed(20, (turn) => guard.wrongPin(ofPasskey(turn)))).to.equal(2)
    expect(await allowed(20, (turn) => guard.claim(ofPasskey(turn)))).to.equal(5)
    expect(await allowed(200, (turn) => guard.opening(home, `browser ${turn}`, false))).to.equal(120)
  })

  it('tells what was refused, by the name of the budget', async () => {
    await allowed(15, () => guard.opening(home, 'browser', false))
    await allowed(7, () => guard.wrongPin(ann))
    for (let other = 0; other < 3; other += 1) await guard.wrongPin(sessionOf(ann))
    expect(counted).to.deep.equal({
      'refused.opening-browser': 3,
      'refused.wrong-pin-session': 4,
      'refused.wrong-pin': 1,
    })
  })

  it('takes the numbers that a deployment chose', async () => {
    guard = makeGuard(undefined, { opening: 60, 'wrong-pin': 3 })
    expect(await allowed(200, (turn) => guard.opening(home, `browser ${turn}`, false))).to.equal(60)
    expect(await allowed(10, () => guard.wrongPin(ann))).to.equal(2)
  })
})
