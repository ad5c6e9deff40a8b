import { expect } from 'chai'
import type { NewLock } from '../../server/methods/pairing/risk/locks.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import { spendOne } from '../support/one-budget.ts'
import { eventually } from './eventually.ts'
import { seenPages } from './looking-around.ts'
import { randomId } from './sample-pairing.ts'

const LONG = 60_000
const SHORT = 300
const ROOMY = { perNetwork: 100, perWideNetwork: 100, perDeployment: 1_000, reserved: 0 }
const OPENING = { name: 'opening', points: 1, windowMs: LONG }
const NAMED = { ...OPENING, name: 'opening-named' }

const lockOn = (subject: string): NewLock => ({
  id: randomId(),
  subjects: [subject],
  locked: { kind: 'page', device: 'Chrome on Windows', network: '192.0.2.0/24' },
  reason: 'two-pages',
  recoveryId: randomId(),
})

/** `open` gives two handles on empty stores; on Redis they are two connections. */
export function describeSurroundings(
  name: string,
  open: () => Promise<readonly [VolatileStores, VolatileStores]>,
) {
  describe(`surroundings: ${name}`, () => {
    let stores: VolatileStores
    let other: VolatileStores
    beforeEach(async () => {
      ;[stores, other] = await open()
    })

    it('[K184] are all read in one step, each as its own store has it', async () => {
      const { pairings, marks, locks, limiter } = stores
      const [older, newer] = [randomId(), randomId()]
      for (const id of [older, newer]) await pairings.addHints(id, [{ index: 'network:n', ttlMs: LONG }])
      await pairings.addHints(older, [{ index: 'name:x', ttlMs: LONG }])
      await marks.set(['page:a', 'browser:b'], 'not-me', LONG)
      await marks.set(['browser:b'], 'two-pages', LONG)
      await locks.add(lockOn('page:a'), LONG)
      await locks.add(lockOn('browser:b'), 2 * LONG)
      await seenPages(stores).admit({ id: older, network: 'n', wideNetwork: null }, ROOMY, LONG)
      for (const rule of [OPENING, OPENING, NAMED]) await spendOne(limiter, rule, 'n')
      const around = await other.surroundings.read({
        hints: [
          { index: 'network:n', most: 10 },
          { index: 'name:x', most: 10 },
          { index: 'browser:none', most: 1 },
        ],
        locks: ['page:a', 'browser:b', 'page:none'],
        marks: ['page:a', 'browser:b', 'page:none'],
        liveOn: 'n',
        age: true,
        budgets: ['opening', 'opening-named', 'claim'].map((rule) => ({ rule, key: 'n' })),
      })
      expect([...around.hints]).to.deep.equal([
        ['network:n', [newer, older]],
        ['name:x', [older]],
        ['browser:none', []],
      ])
      expect(around.lockedMs).to.be.within(2 * LONG - 5_000, 2 * LONG)
      expect(around.marks.get('page:a')).to.deep.equal(['not-me'])
      expect(around.marks.get('browser:b')).to.have.members(['not-me', 'two-pages'])
      expect(around.marks.get('page:none')).to.deep.equal([])
      expect([around.livePages, around.spent]).to.deep.equal([1, 3])
      expect(around.storeAgeMs).to.be.within(0, 30_000)
      expect(around.now - (await stores.pairings.load(older)).now).to.be.within(-5_000, 0)
    })

    it('[K184] are nothing where nothing is asked, nothing is there, or it is over', async () => {
      const nothing = {
        hints: new Map(),
        lockedMs: 0,
        marks: new Map(),
        livePages: 0,
        spent: 0,
        storeAgeMs: 0,
      }
      expect(await stores.surroundings.read({})).to.deep.include(nothing)
      await stores.pairings.addHints(randomId(), [{ index: 'index', ttlMs: SHORT }])
      await stores.marks.set(['a'], 'not-me', SHORT)
      await stores.locks.add(lockOn('a'), SHORT)
      const asked = { hints: [{ index: 'index', most: 5 }], locks: ['a'], marks: ['a'] }
      const over = { ...nothing, hints: new Map([['index', []]]), marks: new Map([['a', []]]) }
      await eventually('all of it is over', async () => {
        const { hints, marks, lockedMs } = await other.surroundings.read(asked)
        return lockedMs === 0 && hints.get('index')?.length === 0 && marks.get('a')?.length === 0
      })
      expect(await stores.surroundings.read(asked)).to.deep.include(over)
    })

    it('[K185] show of two pages that are filed at once at least one the other', async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        const [one, two] = [randomId(), randomId()]
        const index = `network:${turn}`
        const look = ({ surroundings }: VolatileStores, id: typeof one) =>
          surroundings.read({ file: { index, id, ttlMs: LONG }, hints: [{ index, most: 5 }] })
        const seen = await Promise.all([look(stores, one), look(other, two)])
        const [first, second] = seen.map(({ hints }) => hints.get(index) ?? [])
        expect(first).to.include(one)
        expect(second).to.include(two)
        expect(first?.includes(two) || second?.includes(one)).to.equal(true)
      }
    })

    it('[K186] are read for a page that gets a place, which is counted among them; for no other anything', async () => {
      const ask = (one: VolatileStores, perNetwork: number) => {
        const id = randomId()
        return one.surroundings.read({
          admit: {
            page: { id, network: 'n', wideNetwork: null },
            caps: { ...ROOMY, perNetwork },
            ttlMs: LONG,
            older: undefined,
          },
          file: { index: 'network:n', id, ttlMs: LONG },
          hints: [{ index: 'network:n', most: 5 }],
          marks: ['page:a'],
          liveOn: 'n',
          budgets: [{ rule: OPENING.name, key: 'n' }],
        })
      }
      await stores.marks.set(['page:a'], 'not-me', LONG)
      await spendOne(stores.limiter, OPENING, 'n')
      const first = await ask(stores, 1)
      expect(first).to.include({ admission: 'admitted', livePages: 1, spent: 1 })
      expect([first.hints.get('network:n')?.length, first.marks.get('page:a')]).to.deep.equal([1, ['not-me']])
      const refused = await ask(other, 1)
      expect(refused).to.include({ admission: 'network-full', livePages: 0, spent: 0 })
      expect(refused.hints.get('network:n') ?? []).to.deep.equal([])
      expect(refused.now).to.be.within(first.now, first.now + 5_000)
      expect((await ask(other, 2)).hints.get('network:n')).to.have.length(2)
      expect((await other.surroundings.read({ liveOn: 'n' })).admission).to.equal(null)
    })

    it('[K184] count no budget by asking', async () => {
      const ask = () => other.surroundings.read({ budgets: [{ rule: OPENING.name, key: 'n' }] })
      await spendOne(stores.limiter, OPENING, 'n')
      for (let turn = 0; turn < 3; turn += 1) expect((await ask()).spent).to.equal(1)
    })
  })
}
