import { expect } from 'chai'
import pino from 'pino'
import { again } from '../../server/warnings/again.ts'
import { createCareful } from '../../server/warnings/careful.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'
import { eventually } from '../contract/eventually.ts'

const HOUR = 60 * 60_000

function scene() {
  const clock = { now: 1_000 }
  const lines: { level: number; msg: string; what?: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const warnings = createWarnings(log, () => clock.now)
  return { clock, lines, warnings, careful: createCareful(log, warnings) }
}

describe('a warning', () => {
  it('is told when it begins and when it is over, and known since when', () => {
    const { clock, lines, warnings } = scene()
    warnings.begin('figures', 'Figures are lost.', new Error('away'))
    clock.now += 5_000
    warnings.begin('figures', 'Figures are lost.', new Error('away'))
    const row = { kind: 'figures', says: 'Figures are lost.' }
    expect(warnings.list()).to.deep.equal([{ ...row, beganAgoMs: 5_000, endedAgoMs: null }])
    warnings.end('figures')
    warnings.end('figures')
    clock.now += 2_000
    expect(warnings.list()).to.deep.equal([{ ...row, beganAgoMs: 7_000, endedAgoMs: 2_000 }])
    expect(lines.map(({ level, msg }) => [level, msg])).to.deep.equal([
      [40, 'Figures are lost.'],
      [30, 'Over: Figures are lost.'],
    ])
  })

  it('is forgotten an hour after it was over, and begins anew', () => {
    const { clock, warnings } = scene()
    warnings.begin('places', 'Broken.')
    warnings.end('places')
    clock.now += HOUR
    expect(warnings.list()).to.deep.equal([])
    warnings.begin('places', 'Broken.')
    clock.now += 100 * HOUR
    expect(warnings.list()).to.have.length(1)
  })

  it('that never was is not over', () => {
    const { lines, warnings } = scene()
    warnings.end('log')
    expect([lines, warnings.list()]).to.deep.equal([[], []])
  })
})

describe('[H13] a listener that fails', () => {
  const fails: Readonly<Record<string, () => unknown>> = {
    'by throwing': () => {
      throw new Error('planted')
    },
    'by a promise': () => Promise.reject(new Error('planted')),
  }
  for (const [way, fail] of Object.entries(fails)) {
    it(`${way}, ends nothing: it is logged and shown, and what it was about is let go`, async () => {
      const { lines, warnings, careful } = scene()
      const dropped: string[] = []
      careful(
        'a test',
        (_one: string) => fail(),
        (one) => dropped.push(one),
      )('this')
      await eventually('it was let go', async () => dropped.length > 0)
      expect(dropped).to.deep.equal(['this'])
      expect(lines[0]).to.include({ level: 50, what: 'a test' })
      expect(warnings.list().map(({ kind }) => kind)).to.deep.equal(['fault'])
    })

    it(`${way}, ends nothing when letting go fails too`, async () => {
      const { lines, careful } = scene()
      careful('a test', fail, fail)()
      await eventually('both were told', async () => lines.filter(({ level }) => level === 50).length === 2)
    })

    it(`${way}, is done again all the same where it is done over and over`, async () => {
      const { careful } = scene()
      let turns = 0
      const stop = again(careful, 1, 'a test', () => {
        turns += 1
        return fail()
      })
      await eventually('it came again', async () => turns > 2)
      stop()
    })
  }

  it('is handed what it is called with, and says nothing when it works', () => {
    const { lines, careful } = scene()
    const heard: unknown[] = []
    careful('a test', (...args: unknown[]) => heard.push(...args))(1, 'two')
    expect([heard, lines]).to.deep.equal([[1, 'two'], []])
  })
})
