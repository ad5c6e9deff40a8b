import { expect } from 'chai'
import { createOneAtATime } from '../../server/methods/backup-codes/one-at-a-time.ts'

/** Work that goes on until it is let go. */
function held() {
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { letGo: () => letGo(), gone }
}

describe('hashing one at a time', () => {
  it('is done in order, and never two at once [B8]', async () => {
    const oneAtATime = createOneAtATime()
    let running = 0
    const order: number[] = []
    const work = (number: number) => async () => {
      running += 1
      expect(running).to.equal(1)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(number)
      running -= 1
      return number
    }
    const done = await Promise.all([0, 1, 2, 3, 4].map((number) => oneAtATime(`key ${number}`, work(number))))
    expect(done.map((one) => one?.done)).to.deep.equal([0, 1, 2, 3, 4])
    expect(order).to.deep.equal([0, 1, 2, 3, 4])
  })

  it('takes three of one key and a hundred in all, and takes more when some are done [B8]', async () => {
    const oneAtATime = createOneAtATime()
    const first = held()
    const taken = [oneAtATime('one', () => first.gone)]
    taken.push(
      oneAtATime('one', async () => {}),
      oneAtATime('one', async () => {}),
    )
    expect(await oneAtATime('one', async () => {})).to.equal(null)
    for (let other = 0; other < 97; other += 1) taken.push(oneAtATime(`other ${other}`, async () => {}))
    expect(await oneAtATime('a new one', async () => {})).to.equal(null)
    first.letGo()
    for (const one of await Promise.all(taken)) expect(one).not.to.equal(null)
    expect(await oneAtATime('one', async () => 'again')).to.deep.equal({ done: 'again' })
  })

  it('goes on after work that failed', async () => {
    const oneAtATime = createOneAtATime()
    const failing = oneAtATime('one', () => Promise.reject(new Error('planted')))
    const next = oneAtATime('one', async () => 'next')
    let failed: unknown = null
    await failing.catch((err: unknown) => (failed = err))
    expect(failed).to.have.property('message', 'planted')
    expect(await next).to.deep.equal({ done: 'next' })
  })
})
