import { expect } from 'chai'
import { ALARMS, type AlarmFacts, alarmsOf } from '../../server/admin/alarms.ts'
import type { MinuteRow } from '../../shared/admin.ts'

const MINUTE = 60_000
const QUIET: MinuteRow = {
  agoMs: 0,
  opened: 0,
  single: 0,
  dual: {},
  ended: {},
  done: 0,
  refused: {},
  locks: {},
  wrongPins: 0,
  codeReuse: 0,
}
const CALM: AlarmFacts = {
  minutes: [],
  sources: [],
  livePages: 0,
  mostLivePages: 20_000,
  wrongPinsEach: 5,
  hidden: false,
  storeAgeMs: Number.POSITIVE_INFINITY,
}

/** Facts in which one minute is not quiet. */
function minute(some: Partial<MinuteRow>): Partial<AlarmFacts> {
  return { minutes: [{ ...QUIET, ...some }] }
}

/** What stays under each threshold, and what reaches it. */
const EDGES: [string, calm: Partial<AlarmFacts>, alarming: Partial<AlarmFacts>, number | null][] = [
  ['wrong-pins', minute({ wrongPins: 20 }), minute({ wrongPins: 21 }), 21],
  ['second-claimants', minute({ ended: { locked: 9 } }), minute({ ended: { 'second-claimant': 1 } }), 1],
  ['reports', minute({ ended: { reported: 2 } }), minute({ ended: { reported: 2, 'not-my-account': 1 } }), 3],
  ['code-reuse', minute({ codeReuse: 4 }), minute({ codeReuse: 5 }), 5],
  ['nearly-full', { livePages: 14_999 }, { livePages: 15_000 }, 15_000],
  ['refusals', minute({ refused: { opening: 99 } }), minute({ refused: { opening: 99, locked: 1 } }), 100],
  ['hidden-network', { hidden: false }, { hidden: true }, null],
  ['new-store', { storeAgeMs: 600_000 }, { storeAgeMs: 599_999 }, null],
]

describe('alarms', () => {
  for (const [kind, calm, alarming, figure] of EDGES) {
    it(`say nothing just below the number of ${kind}, and say so at it`, () => {
      expect(alarmsOf({ ...CALM, ...calm })).to.deep.equal([])
      const [alarm, ...others] = alarmsOf({ ...CALM, ...alarming })
      expect(others).to.deep.equal([])
      expect(alarm).to.include({ kind, figure, source: null })
    })
  }

  it('add up a quarter of an hour, and nothing before it', () => {
    const minutes = [0.5, 7, 14.9, 15, 40].map((ago) => ({ ...QUIET, agoMs: ago * MINUTE, codeReuse: 2 }))
    expect(alarmsOf({ ...CALM, minutes }).map(({ kind, figure }) => [kind, figure])).to.deep.equal([
      ['code-reuse', 6],
    ])
  })

  it('cannot be raised by the wrong PINs of as many accounts as are let pass, whatever LIMITS says', () => {
    for (const wrongPinsEach of [3, 5, 10]) {
      const all = ALARMS.wrongPinAccounts * wrongPinsEach
      expect(alarmsOf({ ...CALM, wrongPinsEach, ...minute({ wrongPins: all }) })).to.deep.equal([])
      expect(alarmsOf({ ...CALM, wrongPinsEach, ...minute({ wrongPins: all + 1 }) })).to.have.length(1)
    }
  })

  it('name the network that most of it came from, and the limit that refused most', () => {
    const source = (measure: 'refused' | 'wrongPins', network: string, count: number) => ({
      ...{ measure, network, count },
    })
    const sources = [
      source('refused', '203.0.113.0/24', 150),
      source('wrongPins', '192.0.2.0/24', 600),
      source('refused', '198.51.100.0/24', 40),
    ]
    const counted = minute({ wrongPins: 600, codeReuse: 9, refused: { look: 20, opening: 180 } })
    expect(alarmsOf({ ...CALM, sources, ...counted })).to.deep.equal([
      {
        ...{ kind: 'wrong-pins', figure: 600 },
        source: { network: '192.0.2.0/24', count: 600 },
        limit: null,
      },
      { kind: 'code-reuse', figure: 9, source: null, limit: null },
      {
        ...{ kind: 'refusals', figure: 200 },
        source: { network: '203.0.113.0/24', count: 150 },
        limit: 'opening',
      },
    ])
  })

  it('stand beside each other', () => {
    const both = { ...CALM, hidden: true, storeAgeMs: 1, ...minute({ wrongPins: 600 }) }
    expect(alarmsOf(both).map(({ kind }) => kind)).to.deep.equal([
      'wrong-pins',
      'hidden-network',
      'new-store',
    ])
  })
})
