import { expect } from 'chai'
import type { Locks, NewLock } from '../../server/methods/pairing/risk/locks.ts'
import type { AccountId } from '../../shared/ids.ts'
import { eventually } from './eventually.ts'
import { randomId } from './sample-pairing.ts'

const LONG = 60_000
const SHORT = 300

const page = (...subjects: string[]): NewLock => ({
  id: randomId(),
  subjects,
  locked: { kind: 'page', device: 'Chrome on Windows', network: '192.0.2.0/24' },
  reason: 'second-claimant',
  recoveryId: randomId(),
})

const account = (...subjects: string[]): NewLock => ({
  ...page(...subjects),
  locked: { kind: 'account', accountId: 'alice' as AccountId },
})

/** `open` gives two handles on one set without locks; on Redis they are two connections. */
export function describeLocks(name: string, open: () => Promise<readonly [Locks, Locks]>) {
  describe(`locks: ${name}`, () => {
    let locks: Locks
    let other: Locks
    beforeEach(async () => {
      ;[locks, other] = await open()
    })
    const listed = async () => (await locks.list(10)).map(({ id }) => id)

    it('[K130] hold whoever carries one of their subjects, on every connection, and say how long', async () => {
      await locks.add(page('page:a', 'browser:b'), LONG)
      for (const subjects of [['page:a'], ['browser:b'], ['page:other', 'browser:b']])
        expect(await other.leftMs(subjects)).to.be.within(LONG - 5_000, LONG)
      for (const subjects of [['page:other'], ['b'], []]) expect(await other.leftMs(subjects)).to.equal(0)
    })

    it('[K131] hold as long as the longest of them; a shorter one shortens nothing', async () => {
      await locks.add(page('a'), LONG)
      await other.add(page('a', 'b'), LONG / 2)
      await locks.add(page('b', 'c'), SHORT)
      expect(await locks.leftMs(['a'])).to.be.above(LONG / 2)
      expect(await locks.leftMs(['c', 'a', 'b'])).to.be.above(LONG / 2)
      expect(await locks.leftMs(['c', 'b'])).to.be.within(LONG / 2 - 5_000, LONG / 2)
    })

    it('[K132] are listed with those of accounts first, however many pages are locked for longer', async () => {
      const [long, longer] = [account('c'), account('d')]
      await locks.add(long, LONG)
      for (const subject of ['a', 'b', 'e']) await other.add(page(subject), 3 * LONG)
      await locks.add(longer, 2 * LONG)
      expect((await other.list(2)).map(({ id }) => id)).to.deep.equal([longer.id, long.id])
      expect((await other.list(3)).map(({ locked }) => locked.kind)).to.deep.equal([
        'account',
        'account',
        'page',
      ])
      expect((await other.list(10)).length).to.equal(5)
    })

    it('[K132] are listed as they were added, those that end last first, at most as many as asked for', async () => {
      const [long, longer, longest] = [page('a', 'b'), page('c'), page('d')]
      await locks.add(longer, 2 * LONG)
      await locks.add(longest, 3 * LONG)
      await other.add(long, LONG)
      const [first, ...rest] = await other.list(2)
      expect(rest.map(({ id }) => id)).to.deep.equal([longer.id])
      const { leftMs, ...lock } = first!
      expect(lock).to.deep.equal(longest)
      expect(leftMs).to.be.within(3 * LONG - 5_000, 3 * LONG)
      expect(await listed()).to.deep.equal([longest.id, longer.id, long.id])
    })

    it('[K133] end before their time when released: that one alone, and once', async () => {
      const [released, standing] = [account('a', 'b'), account('c')]
      await locks.add(released, LONG)
      await locks.add(standing, LONG)
      expect(await other.release(released.id)).to.deep.include(released)
      expect(await locks.leftMs(['a', 'b'])).to.equal(0)
      expect(await locks.leftMs(['c'])).to.be.above(0)
      expect(await listed()).to.deep.equal([standing.id])
      expect(await locks.release(released.id)).to.equal(null)
      expect(await locks.release(randomId())).to.equal(null)
    })

    it('[K134] leave a subject held when another one was released, whichever is longer or came first', async () => {
      for (const [released, standing] of [
        [LONG, LONG / 2],
        [LONG / 2, LONG],
      ] as const) {
        for (const releasedFirst of [true, false]) {
          const subject = `account:${randomId()}`
          const [one, two] = [account(subject), account(subject)]
          const add = [() => locks.add(one, released), () => other.add(two, standing)]
          for (const next of releasedFirst ? add : add.reverse()) await next()
          await locks.release(one.id)
          expect(await locks.leftMs([subject])).to.be.within(standing - 5_000, standing)
        }
      }
    })

    it('[K135] end by themselves', async () => {
      await locks.add(page('a'), SHORT)
      const standing = page('b')
      await locks.add(standing, LONG)
      expect(await locks.leftMs(['a'])).to.be.within(1, SHORT)
      await eventually('the lock is over', async () => (await other.leftMs(['a'])) === 0)
      expect(await listed()).to.deep.equal([standing.id])
    })

    it('[K136] are one lock when one is added again, which ends no sooner for it', async () => {
      const lock = page('a', 'b')
      await locks.add(lock, LONG)
      await other.add(lock, SHORT)
      expect(await listed()).to.deep.equal([lock.id])
      expect((await locks.list(1))[0]?.leftMs).to.be.above(LONG - 5_000)
      expect(await locks.leftMs(['b'])).to.be.above(LONG - 5_000)
      await locks.release(lock.id)
      expect(await locks.leftMs(['a', 'b'])).to.equal(0)
    })

    it('[K137] lose none of 50 that are added to one subject at once', async () => {
      const added = Array.from({ length: 50 }, () => page('crowded'))
      await Promise.all(added.map((lock, turn) => (turn % 2 ? locks : other).add(lock, LONG)))
      expect((await locks.list(100)).map(({ id }) => id)).to.have.members(added.map(({ id }) => id))
    })
  })
}
