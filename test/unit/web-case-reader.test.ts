import { expect } from 'chai'
import type { CaseQueue } from '../../shared/assisted.ts'
import { readCases } from '../../web/admin/case-reader.ts'
import type { Result } from '../../web/wire/page-error.ts'

const answer = (more: boolean): Result<CaseQueue> => ({ ok: true, body: { cases: [], more } })

describe('Reading the cases', () => {
  let answers: ((given: Result<CaseQueue>) => void)[]
  let told: Result<CaseQueue>[]

  beforeEach(() => {
    answers = []
    told = []
  })

  const start = () =>
    readCases(
      () => new Promise((resolve) => answers.push(resolve)),
      (given) => told.push(given),
    )

  it('tells no answer to a question that is not asked any more', async () => {
    const all = start()
    const late = all.look()
    all.stop()
    answers[0]?.(answer(true))
    await late
    expect(told).to.deep.equal([])
  })

  it('tells no answer that was overtaken by a newer one', async () => {
    const one = start()
    const looks = [one.look(), one.look()]
    answers[1]?.(answer(false))
    await looks[1]
    answers[0]?.(answer(true))
    await looks[0]
    expect(told).to.deep.equal([answer(false)])
  })

  it('tells each answer that comes in order', async () => {
    const one = start()
    for (const more of [true, false]) {
      const look = one.look()
      answers.at(-1)?.(answer(more))
      await look
    }
    expect(told).to.deep.equal([answer(true), answer(false)])
  })
})
