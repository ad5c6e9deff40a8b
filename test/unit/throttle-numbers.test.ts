import { expect } from 'chai'
import { BUDGETS, limitsOf, THRESHOLDS, threshold } from '../../server/limits/numbers.ts'
import { slowDownMs } from '../../server/limits/slow-down.ts'
import { liveCapsOf } from '../../server/methods/pairing/live-caps.ts'
import { parseConfig } from '../../server/standalone/config/config.ts'

function limitsIn(LIMITS: string) {
  return parseConfig({ LIMITS }).limits
}

describe('LIMITS', () => {
  it('sets any budget and threshold by its name, with room for spaces', () => {
    expect(parseConfig({}).limits).to.deep.equal({})
    expect(limitsIn('opening=240, busy-pages = 20')).to.deep.equal({ opening: 240, 'busy-pages': 20 })
    for (const [name, { value }] of Object.entries({ ...BUDGETS, ...THRESHOLDS }))
      expect(limitsIn(`${name}=${value}`)).to.deep.equal({ [name]: value })
  })

  it('takes floor and ceiling of each, and nothing beyond them', () => {
    for (const [name, { floor, ceiling }] of Object.entries({ ...BUDGETS, ...THRESHOLDS })) {
      const room = name === 'live-reserved' ? 'live-per-deployment=200000' : 'live-reserved=500'
      for (const edge of [floor, ceiling])
        expect(limitsIn(`${room},${name}=${edge}`)).to.have.property(name, edge)
      for (const beyond of [floor - 1, ceiling + 1])
        expect(() => limitsIn(`${name}=${beyond}`), name).to.throw(
          `LIMITS must set ${name} from ${floor} to ${ceiling}`,
        )
    }
  })

  it('keeps a deployment from giving all its places away to networks that hold none', () => {
    for (const wrong of ['live-per-deployment=4000', 'live-reserved=20000'])
      expect(() => limitsIn(wrong)).to.throw('must keep live-reserved below live-per-deployment')
  })

  it('refuses what is no limit, naming it', () => {
    for (const pair of [
      'openings=240',
      'opening',
      'opening=',
      'opening=-1',
      'opening=1e3',
      '=5',
      '__proto__=5',
    ])
      expect(() => limitsIn(`claim=10,${pair}`), pair).to.throw('entry 2 is not')
  })

  it('has defaults within floor and ceiling, and windows of whole seconds', () => {
    for (const [name, { value, floor, ceiling }] of Object.entries({ ...BUDGETS, ...THRESHOLDS }))
      expect(value, name).to.be.within(floor, ceiling)
    for (const { windowMs } of Object.values(BUDGETS)) expect(windowMs % 1_000).to.equal(0)
  })
})

describe('numbers that were chosen', () => {
  it('are those of the rules, five times as large for a /48 where there is one', () => {
    const { opening, claim } = limitsOf({ opening: 60 })
    expect(opening).to.deep.include({ name: 'opening', points: 60 })
    expect(opening.wide).to.deep.include({ name: 'opening-wide', points: 300 })
    expect(claim).to.deep.include({ points: BUDGETS.claim.value, guess: true, wide: null })
  })

  it('are those of the caps; who names an account has places above the others’', () => {
    const chosen = { 'live-per-network': 60, 'live-named': 10, 'live-reserved': 500 } as const
    expect(liveCapsOf(chosen, false, { hidden: false })).to.deep.equal({
      perNetwork: 60,
      perWideNetwork: 1_000,
      perDeployment: 20_000,
      reserved: 500,
    })
    expect(liveCapsOf(chosen, true, { hidden: false }).perNetwork).to.equal(70)
    expect([threshold('busy-pages'), threshold('busy-pages', { 'busy-pages': 9 })]).to.deep.equal([5, 9])
  })
})

describe('the wait of a network that sends wrong PINs', () => {
  it('doubles from one second to eight, and is never more', () => {
    const waits = [0, 1, 2, 3, 4, 5, 1_000, Number.MAX_SAFE_INTEGER].map(slowDownMs)
    expect(waits).to.deep.equal([0, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000])
  })
})
