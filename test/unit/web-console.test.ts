import { expect } from 'chai'
import { BUDGETS, THRESHOLDS } from '../../server/limits/numbers.ts'
import type { AdminFigures, BudgetRow, HotKeyRow, MeasureName, MinuteRow } from '../../shared/admin.ts'
import {
  type ConsoleNews,
  heard,
  isLive,
  isShut,
  KNOCKING,
  LIVE_FOR_MS,
  opensByStepUp,
} from '../../web/admin/console-state.ts'
import { groupHotKeys, groupLimits, networkAnchor, refusedAnchor } from '../../web/admin/limit-groups.ts'
import { alarmLine, countOf, measuresOf, wordsOf } from '../../web/admin/measures.ts'
import { limitName } from '../../web/admin/messages/limits.ts'
import { problemOf } from '../../web/admin/reason.ts'

const figures = { livePages: 1 } as AdminFigures
const stateAfter = (...news: readonly ConsoleNews[]) => news.reduce(heard, KNOCKING)
const shown: ConsoleNews = { type: 'figures', figures, at: 1_000 }

describe('The door of the console', () => {
  it('opens with the first figures, and keeps them while the line is down, but not as live', () => {
    expect(stateAfter(shown)).to.deep.include({ door: 'open', link: 'up', shown: { figures, at: 1_000 } })
    const down = stateAfter(shown, { type: 'down' })
    expect(down.shown?.figures).to.equal(figures)
    expect(isLive(down, 1_001)).to.equal(false)
    expect(isLive(stateAfter(shown, { type: 'down' }, { ...shown, at: 2_000 }), 2_001)).to.equal(true)
  })

  it('calls figures live only while they are fresh', () => {
    expect(isLive(stateAfter(shown), 1_000 + LIVE_FOR_MS)).to.equal(true)
    expect(isLive(stateAfter(shown), 1_001 + LIVE_FOR_MS)).to.equal(false)
    expect(isLive(KNOCKING, 0)).to.equal(false)
  })

  const SHUT = [
    [{ type: 'refused', code: 'not_signed_in' }, 'signed-out'],
    [{ type: 'refused', code: 'not_admin' }, 'not-admin'],
    [{ type: 'refused', code: 'on_probation' }, 'probation'],
    [{ type: 'refused', code: 'passkey_suspended' }, 'probation'],
    [{ type: 'refused', code: 'too_new' }, 'too-new'],
    [{ type: 'refused', code: 'step_up_due' }, 'step-up'],
    [{ type: 'refused', code: 'protocol_version' }, 'outdated'],
    [{ type: 'bye', why: 'session-ended' }, 'session-ended'],
    [{ type: 'bye', why: 'not-admin' }, 'not-admin'],
    [{ type: 'bye', why: 'step-up-over' }, 'step-up-over'],
  ] as const
  for (const [news, door] of SHUT) {
    it(`is "${door}" after ${Object.values(news).join(' ')}, takes the figures away, and waits`, () => {
      const state = stateAfter(shown, news)
      expect(state).to.deep.equal({ door, link: 'up', shown: null, background: null })
      expect(isShut(state.door)).to.equal(true)
      expect(stateAfter(shown, news, { type: 'knock' })).to.deep.equal(KNOCKING)
    })
  }

  it('waits with what was begun only for a step-up, which nobody else can make', () => {
    const doors = SHUT.map(([, door]) => door).filter(opensByStepUp)
    expect(doors).to.deep.equal(['step-up', 'step-up-over'])
    expect(opensByStepUp('open')).to.equal(false)
  })

  it('stays open and keeps trying where the server only has no time or no store', () => {
    for (const news of [
      { type: 'refused', code: 'store_away' },
      { type: 'refused', code: 'rate_limited' },
      { type: 'bye', why: 'refused' },
    ] as const) {
      expect(stateAfter(shown, news)).to.deep.include({ door: 'open', link: 'away' })
    }
    const restarting = stateAfter(shown, { type: 'bye', why: 'restarting' }, { type: 'down' })
    expect(restarting).to.deep.include({ door: 'open', link: 'restarting' })
  })
})

const MINUTE = 60_000

/** What was counted so many minutes ago, 15 s into each minute. */
function minute(ago: number, counted: Partial<MinuteRow>): MinuteRow {
  const nothing = { opened: 0, single: 0, dual: {}, ended: {}, done: 0, refused: {}, locks: {} }
  return { ...nothing, wrongPins: 0, codeReuse: 0, agoMs: ago * MINUTE + 15_000, ...counted }
}

describe('The measures of the console', () => {
  const of = (name: MeasureName, minutes: readonly MinuteRow[]) =>
    measuresOf(minutes).find((measure) => measure.name === name)!

  it('places each minute, and takes those that were left out as nothing', () => {
    const { bars, total, most } = of('wrongPins', [
      minute(0, { wrongPins: 2 }),
      minute(3, { wrongPins: 7 }),
      minute(59, { wrongPins: 1 }),
      minute(60, { wrongPins: 100 }),
    ])
    expect(bars).to.have.length(60)
    expect([bars[0], bars[1], bars[3], bars[59]]).to.deep.equal([2, 0, 7, 1])
    expect({ total, most }).to.deep.equal({ total: 10, most: 7 })
  })

  it('has a bar for each hour of a day and of a week, and says where an alarm would begin', () => {
    const hours = [0, 23, 24, 167, 168].map((ago) => ({
      agoMs: ago * 3_600_000 + 5_000,
      counts: { refused: ago + 1 },
    }))
    const over = (range: 'day' | 'week') =>
      measuresOf([], hours, range).find(({ name }) => name === 'refused')?.bars ?? []
    expect([over('day').length, over('day')[0], over('day')[23]]).to.deep.equal([24, 1, 24])
    expect([over('week').length, over('week')[24], over('week')[167]]).to.deep.equal([168, 25, 168])
    expect([alarmLine('hour', 30), alarmLine('day', 30)]).to.deep.equal([2, 120])
  })

  it('counts as the last minute the running one and, in proportion, the one before', () => {
    expect(of('opened', [minute(0, { opened: 4 }), minute(1, { opened: 8 })]).lastMinute).to.equal(10)
    expect(of('opened', [minute(1, { opened: 8 })]).lastMinute).to.equal(6)
    expect(of('opened', [minute(2, { opened: 8 })]).lastMinute).to.equal(0)
  })

  it('says that something rose when it is far more than usual, and not for a handful', () => {
    const usual = (opened: number) => Array.from({ length: 58 }, (_, at) => minute(at + 2, { opened }))
    const risen = (now: number, before: number) =>
      of('opened', [minute(0, { opened: now }), ...usual(before)]).risen
    expect(risen(4, 0)).to.equal(false)
    expect(risen(5, 0)).to.equal(true)
    expect(risen(30, 10)).to.equal(false)
    expect(risen(31, 10)).to.equal(true)
    // One wild minute an hour ago is not what is usual.
    const wild = [minute(0, { opened: 20 }), minute(40, { opened: 10_000 })]
    expect(of('opened', wild).risen).to.equal(true)
  })

  it('sums the words of a measure, and lists them by the hour', () => {
    const minutes = [
      minute(0, { refused: { opening: 3 } }),
      minute(9, { refused: { 'wrong-pin': 8, opening: 1 } }),
    ]
    expect(countOf(minutes[1]!, 'refused')).to.equal(9)
    expect(wordsOf(minutes, 'refused')).to.deep.equal([
      { word: 'wrong-pin', lastMinute: 0, hour: 8 },
      { word: 'opening', lastMinute: 3, hour: 4 },
    ])
  })
})

describe('The limits of the console', () => {
  const budget = (name: string, refusedLastHour = 0): BudgetRow => ({
    ...{ name, points: 5, windowMs: MINUTE, per: 'network', why: '', refusedLastMinute: 0, refusedLastHour },
  })
  const hot = (budgetName: string, key: string, over: Partial<HotKeyRow> = {}): HotKeyRow => ({
    ...{ budget: budgetName, key, network: null, spent: 3, points: 3, endsInMs: MINUTE, ...over },
  })

  it('put the forms of one limit into one row, which has what all of them refused', () => {
    const groups = groupLimits([
      budget('look', 1),
      budget('opening'),
      budget('opening-wide', 9),
      budget('new-one'),
    ])
    expect(
      groups.map(({ base, rows, refusedLastHour }) => [base, rows.length, refusedLastHour]),
    ).to.deep.equal([
      ['opening', 2, 9],
      ['look', 1, 1],
      ['new-one', 1, 0],
    ])
  })

  it('put into one row who cannot be told apart, and each network into its own', () => {
    const rows = [
      ...[hot('claim', 'a'), hot('claim', 'b', { endsInMs: 2 * MINUTE }), hot('claim', 'c', { spent: 2 })],
      ...[
        hot('look', 'd', { network: '192.0.2.0/24' }),
        hot('look', 'e', { network: '192.0.2.0/24', spent: 9 }),
      ],
    ]
    const groups = groupHotKeys(rows)
    expect(groups.map(({ keys, row }) => [keys.join(' '), row.endsInMs])).to.deep.equal([
      ['e', MINUTE],
      ['a b', 2 * MINUTE],
      ['d', MINUTE],
      ['c', MINUTE],
    ])
  })

  it('are where a link of an alarm leads, also for what refused without being one', () => {
    expect(refusedAnchor('opening-wide')).to.equal('limit-opening')
    expect(refusedAnchor('sign-up-hidden')).to.equal('limit-sign-up')
    expect(refusedAnchor('server_full')).to.equal('limit-live-per-deployment')
    expect([refusedAnchor('locked'), refusedAnchor('name_required')]).to.deep.equal(['locks', null])
  })

  it('lead from the network of an alarm to its fullest row, where it has one', () => {
    const at = (key: string, spent: number) => hot('look', key, { network: '192.0.2.0/24', spent })
    const rows = [hot('claim', 'x', { spent: 9 }), at('a', 3), at('b', 7)]
    expect(networkAnchor(rows, '192.0.2.0/24')).to.equal('key-look-b')
    expect(networkAnchor(rows, '203.0.113.0/24')).to.equal(null)
  })

  it('have words for every limit that there is', () => {
    for (const name of [...Object.keys(BUDGETS), ...Object.keys(THRESHOLDS), 'network-wrong-pin'])
      expect(limitName(name), name).to.match(/^[A-Z“].* /)
    expect(limitName('claim-session')).to.equal('Scans and PINs per session')
    expect(limitName('opening-wide')).to.include('per customer (IPv6 /48)')
  })
})

describe('The reason for releasing a lock', () => {
  it('takes what reads as it was typed, and neither a shrug nor what hides something', () => {
    for (const reason of ['Lost', 'äh!', 'Both phones are hers <b>', 'x'.repeat(200)])
      expect(problemOf(reason), reason).to.equal(null)
    for (const reason of ['', '  ab  ', 'ab']) expect(problemOf(reason), reason).to.equal('short')
    // Characters, whatever units they take.
    expect([problemOf('\u{1f98a}'.repeat(200)), problemOf('a'.repeat(201))]).to.deep.equal([null, 'long'])
    for (const reason of ['fine\u202Eenif', 'two\nlines', 'zero\u200Bwidth'])
      expect(problemOf(reason), reason).to.equal('hidden')
  })
})
