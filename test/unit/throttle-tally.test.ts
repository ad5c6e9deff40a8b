import { expect } from 'chai'
import pino from 'pino'
import type { HotKey, Rolled } from '../../server/limits/figures.ts'
import type { LimitRule } from '../../server/limits/limiter.ts'
import { createTally } from '../../server/limits/tally.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'
import { eventually } from '../contract/eventually.ts'
import { careful } from '../support/careful.ts'

type Added = [counts: Readonly<Record<string, number>>, hot: readonly HotKey[], rolled?: Rolled]

const NOTHING: Rolled = { totals: {}, sources: [] }

const TEN: LimitRule = { name: 'ten', points: 10, windowMs: 60_000 }

function scene(fail: (call: number) => boolean = () => false) {
  const added: Added[] = []
  const lines: string[] = []
  const warnings = createWarnings(pino({}, { write: (line: string) => void lines.push(line) }))
  const add = async (...what: Added) => {
    added.push(what)
    if (fail(added.length)) throw new Error('away')
  }
  return { added, lines, warnings, tally: createTally({ add }, warnings, careful) }
}

describe('the tally', () => {
  it('adds up in this process, and writes once', async () => {
    const { tally, added } = scene()
    for (let turn = 0; turn < 1_000; turn += 1) tally.count('state.open')
    for (let turn = 0; turn < 3; turn += 1) tally.count('wrong-pin')
    await tally.close()
    expect(added).to.deep.equal([
      [{ 'state.open': 1_000, 'wrong-pin': 3 }, [], { totals: { opened: 1_000, wrongPins: 3 }, sources: [] }],
    ])
  })

  it('writes by itself within seconds, and nothing when there is nothing', async () => {
    const { tally, added } = scene()
    tally.count('one')
    await eventually('it has written', async () => added.length > 0, 3_000)
    await tally.close()
    expect(added).to.deep.equal([[{ one: 1 }, [], NOTHING]])
  })

  it('notes a key from four fifths of its budget on, by what it spent last', async () => {
    const { tally, added } = scene()
    for (const spent of [1, 7]) tally.spending(TEN, { spent, endsInMs: 9_000 }, 'cool', null)
    for (const spent of [8, 12])
      tally.spending(TEN, { spent, endsInMs: 9_000 }, 'network hash', '192.0.2.0/24')
    await tally.close()
    const hot = {
      rule: 'ten',
      key: 'network ',
      shown: '192.0.2.0/24',
      spent: 12,
      points: 10,
      endsInMs: 9_000,
    }
    expect(added).to.deep.equal([[{}, [hot], NOTHING]])
  })

  it('[A121] tells of each network what came from it, the largest first, and sums by measure', async () => {
    const { tally, added } = scene()
    tally.count('refused.look', '192.0.2.0/24')
    for (let turn = 0; turn < 3; turn += 1) tally.count('wait.locked', '203.0.113.0/24')
    tally.count('refused.claim')
    tally.count('refused.look', null)
    await tally.close()
    const network = (count: number, cut: string) => ({ measure: 'refused', network: cut, count })
    expect(added[0]?.[2]).to.deep.equal({
      totals: { refused: 6 },
      sources: [network(3, '203.0.113.0/24'), network(1, '192.0.2.0/24')],
    })
  })

  it('keeps a key in sight for 5 s, however short its window', async () => {
    const { tally, added } = scene()
    tally.spending(TEN, { spent: 10, endsInMs: 200 }, 'key', null)
    await tally.close()
    expect(added[0]?.[1]).to.have.nested.property('[0].endsInMs', 5_000)
  })

  it('never fails for a store that is away, and warns until it is back', async () => {
    const { tally, added, lines, warnings } = scene((call) => call <= 2)
    for (let call = 1; call <= 3; call += 1) {
      tally.count(`call ${call}`)
      await eventually('it was written', async () => added.length === call, 3_000)
    }
    await tally.close()
    expect(lines.map((line) => JSON.parse(line).msg)).to.deep.equal([
      'Counts for the console are lost: their store can’t be reached.',
      'Over: Counts for the console are lost: their store can’t be reached.',
    ])
    expect(warnings.list()).to.have.length(1)
    expect(warnings.list()[0]?.endedAgoMs).to.be.a('number')
  })
})
