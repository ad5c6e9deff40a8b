import { expect } from 'chai'
import type { Answer } from '../../server/errors/answer.ts'
import { LastShown } from '../../server/methods/pairing/wire/last-shown.ts'

interface View {
  readonly id: string
  readonly version: number
}

const view = (id: string, version: number): View => ({ id, version })

describe('[P103] what a connection was shown last', () => {
  let told: View[]
  let shown: LastShown<View>
  beforeEach(() => {
    told = []
    shown = new LastShown<View>(
      (one) => told.push(one),
      ({ id }) => id,
    )
    shown.about('A')
  })

  /** Answers a command with this view, while all that happens. */
  async function answering(answered: View, meanwhile: () => void): Promise<void> {
    const answer = Promise.resolve<Answer<{ view: View }>>({ ok: true, view: answered })
    const done = shown.whileAnswering(answer)
    meanwhile()
    await done
  }

  it('is told once, in whichever order it comes', () => {
    for (const version of [2, 2, 1, 3]) shown.offer(view('A', version))
    expect(told).to.deep.equal([view('A', 2), view('A', 3)])
  })

  it('is told after the answer what is newer than the answer, once, and nothing else', async () => {
    await answering(view('A', 3), () => {
      for (const version of [2, 5, 4]) shown.offer(view('A', version))
    })
    expect(told).to.deep.equal([view('A', 5)])
    await answering(view('A', 6), () => shown.offer(view('A', 6)))
    expect(told).to.deep.equal([view('A', 5)])
  })

  it('does not hold back news of a claim that came after another one', async () => {
    shown.offer(view('A', 7))
    await answering(view('B', 2), () => {
      shown.offer(view('A', 8))
      shown.about('B')
    })
    await answering(view('A', 9), () => shown.offer(view('A', 9)))
    shown.offer(view('B', 3))
    expect(told).to.deep.equal([view('A', 7), view('B', 3)])
  })
})
