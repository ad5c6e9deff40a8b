import { expect } from 'chai'
import { createExpiringMap } from '../../server/stores/memory/expiring-map.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { heapMb } from '../support/heap-mb.ts'
import { spendOne } from '../support/one-budget.ts'
import { randomId, samplePairing } from './sample-pairing.ts'

/** A clock that stands until it is moved. */
function handClock() {
  let time = 1_000
  const move = (ms: number) => {
    time += ms
  }
  return Object.assign(() => time, { move })
}

describe('memory stores', () => {
  it('[K90] end an entry exactly when its time is over', async () => {
    const clock = handClock()
    const map = createExpiringMap<string>({ now: clock, most: 10 })
    map.set('key', 'value', 100)
    clock.move(99)
    expect([map.get('key'), map.leftMs('key'), map.count()]).to.deep.equal(['value', 1, 1])
    clock.move(1)
    expect([map.get('key'), map.leftMs('key'), map.count()]).to.deep.equal([undefined, 0, 0])
  })

  it('[K91] throw nothing out for something new, and take it when there is room again', () => {
    const clock = handClock()
    const map = createExpiringMap<number>({ now: clock, most: 2 })
    expect([map.set('a', 1, 100), map.set('b', 2, 50), map.set('c', 3, 100)]).to.deep.equal([
      true,
      true,
      false,
    ])
    expect(map.set('a', 4, 100)).to.equal(true)
    expect([map.get('a'), map.get('b'), map.get('c')]).to.deep.equal([4, 2, undefined])
    clock.move(50)
    expect(map.set('c', 3, 100)).to.equal(true)
  })

  it('[K92] tell the end of each entry once: by time, by deletion, not when it is rewritten', () => {
    const clock = handClock()
    const ended: number[] = []
    const map = createExpiringMap<number>({ now: clock, most: 10, onEnd: (value) => ended.push(value) })
    map.set('timed', 1, 50)
    map.set('deleted', 2, 100)
    map.set('rewritten', 3, 10)
    map.set('rewritten', 4, 200)
    map.delete('deleted')
    map.delete('deleted')
    clock.move(150)
    expect(map.count()).to.equal(1)
    expect(ended).to.deep.equal([2, 1])
    expect(map.get('rewritten')).to.equal(4)
  })

  it('[K93] hold no more after a million rewrites than after one', function () {
    this.timeout(10_000)
    const map = createExpiringMap<number>({ now: handClock(), most: 10 })
    const before = heapMb()
    for (let turn = 0; turn < 1_000_000; turn += 1) map.set(`key ${turn % 10}`, turn, 60_000)
    expect(map.count()).to.equal(10)
    expect(heapMb() - before).to.be.lessThan(5)
  })

  it('[K171] hold nothing of locks that ended, though nobody lists them', async () => {
    const clock = handClock()
    const { locks, held } = openMemory(clock)
    for (let turn = 0; turn < 5; turn += 1) {
      const locked = { kind: 'page' } as never
      await locks.add({ id: `lock ${turn}`, subjects: [`subject ${turn}`], locked } as never, 1_000)
      clock.move(1_000)
    }
    expect(held()).to.include({ locks: 0, 'listed locks': 0, 'locked subjects': 0 })
    expect(await locks.list(9)).to.deep.equal([])
  })

  it('[K190] hold no hints that ended, under a word that is used again and again', async () => {
    const clock = handClock()
    const { pairings, held } = openMemory(clock)
    for (let turn = 0; turn < 400; turn += 1) {
      await pairings.addHints(randomId(), [{ index: 'browser', ttlMs: 1_000 }])
      clock.move(999)
    }
    expect(held()).to.include({ words: 1, hints: 2 })
    await pairings.removeHints('browser', await pairings.hints('browser', 9))
    clock.move(1_000)
    expect(held()).to.include({ words: 0, hints: 0 })
  })

  it('[K95] have the age of their process, and a clock of their own', async () => {
    const clock = handClock()
    const { storeAge, pairings } = openMemory(clock)
    clock.move(600_000)
    expect(await storeAge.ageMs()).to.equal(600_000)
    expect(await pairings.load(samplePairing().id)).to.deep.equal({ pairing: null, now: 601_000 })
  })

  it('[K97] count for an hour, in minutes, the newest first', async () => {
    const clock = handClock()
    const { figures } = openMemory(clock)
    clock.move(59_000) // The clock stands at the beginning of a minute.
    for (const minutes of [0, 1, 58]) {
      clock.move(minutes * 60_000)
      await figures.add({ word: minutes + 1 }, [])
    }
    const told = async () => (await figures.minutes()).map(({ agoMs, counts }) => [agoMs, counts.word])
    expect(await told()).to.deep.equal([
      [0, 59],
      [58 * 60_000, 2],
      [59 * 60_000, 1],
    ])
    clock.move(60_000)
    expect((await told()).map(([, count]) => count)).to.deep.equal([59, 2])
  })

  it('[K97] count nothing twice when a minute ends while they are read', async () => {
    let now = 1_000 * 60_000
    let isEnding = false
    const { figures } = openMemory(() => {
      const at = now
      if (isEnding) now += 60_000
      isEnding = false
      return at
    })
    await figures.add({ word: 1 }, [])
    isEnding = true
    expect((await figures.minutes()).map(({ counts }) => counts.word)).to.deep.equal([1])
  })

  it('[A120] sum by the hour for a week, and [A121] know for 15 minutes where it came from', async () => {
    const clock = handClock()
    const { figures } = openMemory(clock)
    clock.move(3_600_000 - 1_000) // The clock stands at the beginning of an hour.
    const source = { measure: 'refused', network: '192.0.2.0/24', count: 5 } as const
    await figures.add({}, [], { totals: { refused: 5 }, sources: [source] })
    clock.move(14 * 60_000)
    await figures.add({}, [], { totals: { refused: 1 }, sources: [{ ...source, count: 1 }] })
    expect(await figures.sources()).to.deep.equal([{ ...source, count: 6 }])
    clock.move(60_000)
    expect(await figures.sources()).to.deep.equal([{ ...source, count: 1 }])
    clock.move(167 * 3_600_000)
    await figures.add({}, [], { totals: { refused: 2 }, sources: [] })
    const hours = async () => (await figures.hours()).map(({ counts }) => counts.refused)
    expect(await hours()).to.deep.equal([2, 6])
    clock.move(3_600_000)
    expect(await hours()).to.deep.equal([2])
  })

  it('[A121] take 100 networks of a minute and no more, and as many of the next', async () => {
    const clock = handClock()
    const { figures } = openMemory(clock)
    const come = (first: number) =>
      figures.add({}, [], {
        totals: {},
        sources: Array.from({ length: 150 }, (_, place) => ({
          ...{ measure: 'refused' as const, network: `10.${first}.${place}.0/24`, count: 1 },
        })),
      })
    await come(1)
    await come(2)
    expect(await figures.sources()).to.have.length(100)
    clock.move(60_000)
    await come(3)
    expect(await figures.sources()).to.have.length(200)
  })

  it('[A122] end an alarm that nobody notes for a minute, and forget it after a week', async () => {
    const clock = handClock()
    const { alarmLog } = openMemory(clock)
    const note = () => alarmLog.note([{ kind: 'refusals', figure: 100, network: null }])
    const times = async () =>
      (await alarmLog.list()).map(({ beganAgoMs, lastAgoMs }) => [beganAgoMs, lastAgoMs])
    await note()
    clock.move(60_000)
    await note()
    expect(await times()).to.deep.equal([[60_000, 0]])
    clock.move(60_001)
    await note()
    expect(await times()).to.deep.equal([
      [0, 0],
      [120_001, 60_001],
    ])
    clock.move(7 * 24 * 3_600_000 - 1)
    expect(await times()).to.have.length(1)
    clock.move(1)
    expect(await times()).to.deep.equal([])
  })

  it('[A124] forget a node that has said nothing for ten minutes', async () => {
    const clock = handClock()
    const { nodes } = openMemory(clock)
    await nodes.beat({ id: 'a', host: 'one', version: '0.1.0', upMs: 0, sql: true })
    clock.move(599_999)
    expect((await nodes.list()).map(({ agoMs }) => agoMs)).to.deep.equal([599_999])
    clock.move(1)
    expect(await nodes.list()).to.deep.equal([])
  })

  it('[K98] hold no more hot keys after a million that ended, though nobody looks', async function () {
    this.timeout(20_000)
    const clock = handClock()
    const { figures } = openMemory(clock)
    const hot = (key: string) => ({ rule: 'rule', key, shown: null, spent: 9, points: 10, endsInMs: 1_000 })
    const before = heapMb()
    for (let round = 0; round < 1_000; round += 1) {
      await figures.add(
        {},
        Array.from({ length: 1_000 }, (_, turn) => hot(`${round} ${turn}`)),
      )
      clock.move(1_000)
    }
    expect(heapMb() - before).to.be.lessThan(5)
    expect(await figures.hotKeys(1)).to.deep.equal([])
  })

  it('[K96] keep no process alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const stores = openMemory()
    await stores.ping() // mocha's own timer runs from the first await on
    const before = timers()
    await spendOne(stores.limiter, { name: 'rule', points: 1, windowMs: 60_000 }, 'key')
    await stores.pairings.create(samplePairing(), 60_000)
    expect(timers()).to.equal(before)
  })
})
