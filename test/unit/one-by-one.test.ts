import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { oneByOne } from '../../server/stores/sql/one-by-one.ts'

describe('work on one account after the other', () => {
  async function workOn(breaks: (item: number) => Error | null) {
    const [done, failed]: [number[], unknown[]] = [[], []]
    const work = async (item: number) => {
      const err = breaks(item)
      if (err) throw err
      done.push(item)
    }
    const ended = await oneByOne([1, 2, 3], work, (err) => failed.push(err)).then(
      () => 'ended',
      (err: unknown) => err,
    )
    return { done, failed, ended }
  }

  it('[S174] goes on after one that fails, and tells of it', async () => {
    const err = new Error('a row that is held')
    expect(await workOn((item) => (item === 2 ? err : null))).to.deep.equal({
      done: [1, 3],
      failed: [err],
      ended: 'ended',
    })
  })

  it('[A158] goes on after one whose statement took too long, though the store counts as away for it', async () => {
    const err = new StoreAway('sql', {
      cause: Object.assign(new Error('statement timeout'), { code: '57014' }),
    })
    expect(await workOn((item) => (item === 2 ? err : null))).to.deep.equal({
      done: [1, 3],
      failed: [err],
      ended: 'ended',
    })
  })

  it('[A158] stops where the store is away', async () => {
    const err = new StoreAway('sql')
    expect(await workOn((item) => (item === 2 ? err : null))).to.deep.equal({
      done: [1],
      failed: [],
      ended: err,
    })
  })
})
