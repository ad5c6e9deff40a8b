import { expect } from 'chai'
import { Redis } from 'ioredis'
import type { NewLock } from '../../server/methods/pairing/risk/locks.ts'
import { openRedis, type RedisStores } from '../../server/stores/redis/open-redis.ts'
import type { AccountId, RecoveryId } from '../../shared/ids.ts'
import { spendOne } from '../support/one-budget.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { eventually } from './eventually.ts'
import { seenPages } from './looking-around.ts'
import { minuteWithRoom } from './minute-with-room.ts'
import { on, randomId, samplePairing } from './sample-pairing.ts'

const CAPS = { perNetwork: 10, perWideNetwork: 10, perDeployment: 10, reserved: 0 }
const RULE = { name: 'claim', points: 5, windowMs: 60_000 }
const HOT = { rule: 'claim', key: 'k', shown: null, spent: 9, points: 10, endsInMs: 60_000 }
const lockOn = (recoveryId: RecoveryId): NewLock => ({
  id: 'lock',
  subjects: ['account:a'],
  locked: { kind: 'account', accountId: 'a' as AccountId },
  reason: 'two-pages',
  recoveryId,
})

/** Keys that live longer than what they are used for here. */
const KEPT_MS: Readonly<Record<string, number>> = {
  'rekey:{figures}': 60 * 60_000,
  'rekey:{figures}:hours': 7 * 24 * 3_600_000,
  'rekey:{figures}:sources': 15 * 60_000,
  'rekey:{figures}:alarms': 7 * 24 * 3_600_000,
  'rekey:{figures}:nodes': 10 * 60_000,
}

describe('what Redis holds', () => {
  let server: TestRedis
  let stores: RedisStores
  let redis: Redis
  before(async () => {
    server = await startRedis({ persistent: true })
    stores = await openRedis({ url: server.url })
    redis = new Redis(server.socketPath)
    redis.on('error', () => {})
  })
  beforeEach(() => server.flush())
  after(async () => {
    redis?.disconnect()
    await stores?.close()
    await server?.stop()
  })

  /** Nothing was counted, and no minute or hour is about to end. */
  async function freshMinute(): Promise<void> {
    await minuteWithRoom(stores.figures)
    await server.flush()
  }

  it('[K10] forgets every record when it is flushed', async () => {
    const pairing = samplePairing()
    await stores.pairings.create(pairing, 60_000)
    await server.flush()
    expect((await stores.pairings.load(pairing.id)).pairing).to.equal(null)
    expect(await stores.pairings.replace({ ...pairing, version: 2 }, on(1), 60_000)).to.equal(false)
  })

  it('[K11] keeps records, budgets and its age over a restart with its append-only file', async () => {
    const pairing = samplePairing()
    await stores.pairings.create(pairing, 60_000)
    for (let turn = 0; turn < 5; turn += 1) await spendOne(stores.limiter, RULE, 'key')
    await eventually('the store has an age', async () => (await stores.storeAge.ageMs()) > 20)
    await server.restart()
    await eventually('Redis is back', () =>
      stores.ping().then(
        () => true,
        () => false,
      ),
    )
    expect((await stores.pairings.load(pairing.id)).pairing).to.deep.equal(pairing)
    expect((await spendOne(stores.limiter, RULE, 'key')).allowed).to.equal(false)
    expect(await stores.storeAge.ageMs()).to.be.greaterThan(20)
  })

  it('[K12] reads a record of another format as none, and overwrites it no more than any other', async () => {
    const pairing = samplePairing()
    await redis.set(`rekey:{${pairing.id}}:pairing`, JSON.stringify({ ...pairing, format: 3 }))
    expect((await stores.pairings.load(pairing.id)).pairing).to.equal(null)
    expect(await stores.pairings.create(pairing, 60_000)).to.equal(false)
  })

  it('[K13] tells the clock of Redis', async () => {
    const real = Date.now
    Date.now = () => real() + 60 * 60_000
    try {
      const [seconds, micros] = await redis.time()
      const { now } = await stores.pairings.load(randomId())
      expect(now - (Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000))).to.be.within(0, 5_000)
    } finally {
      Date.now = real
    }
  })

  it('[K14] is new from the first question on and after a flush, and grows older by its own clock', async () => {
    expect(await stores.storeAge.ageMs()).to.be.within(0, 5_000)
    const tenMinutesAgo = Number((await redis.get('rekey:{risk}:marker')) ?? 0) - 600_000
    await redis.set('rekey:{risk}:marker', tenMinutesAgo)
    expect(await stores.storeAge.ageMs()).to.be.within(600_000, 605_000)
    await server.flush()
    expect(await stores.storeAge.ageMs()).to.be.within(0, 5_000)
  })

  it('[K17] counts for an hour, in minutes by its own clock, the newest first', async () => {
    await freshMinute()
    await stores.figures.add({ word: 1 }, [])
    const minute = Number(await redis.hget('rekey:{figures}', 'minute'))
    await redis.hset('rekey:{figures}', {
      [`${minute - 1} word`]: 2,
      [`${minute - 59} word`]: 3,
      [`${minute - 60} word`]: 4,
      [`${minute - 60} other words`]: 5,
    })
    const counts = async () => (await stores.figures.minutes()).map((one) => one.counts.word)
    expect(await counts()).to.deep.equal([1, 2, 3])
    const [first, second, third] = await stores.figures.minutes()
    expect([second!.agoMs - first!.agoMs, third!.agoMs - first!.agoMs]).to.deep.equal([60_000, 59 * 60_000])
    // As if the last word had been counted in the minute before: what is older than an hour goes.
    await redis.hset('rekey:{figures}', 'minute', minute - 1)
    await stores.figures.add({ word: 1 }, [])
    expect(await redis.hkeys('rekey:{figures}')).to.have.members([
      'minute',
      `${minute} word`,
      `${minute - 1} word`,
      `${minute - 59} word`,
    ])
  })

  it('[A120] [A121] drops hours after a week, and sources after 15 minutes, by its own clock', async () => {
    const source = { measure: 'refused', network: '192.0.2.0/24', count: 5 } as const
    const add = () => stores.figures.add({}, [], { totals: { refused: 1 }, sources: [source] })
    await freshMinute()
    for (const [key, kept, word] of [
      ['rekey:{figures}:hours', 168, 'refused'],
      ['rekey:{figures}:sources', 15, 'refused 192.0.2.0/24'],
    ] as const) {
      await add()
      const slot = Number(await redis.hget(key, 'minute'))
      await redis.hset(key, {
        [`${slot - kept + 1} ${word}`]: 2,
        [`${slot - kept} ${word}`]: 4,
        minute: slot - 1,
      })
      await add()
      const fields = (await redis.hkeys(key)).filter((field) => field.endsWith(word))
      expect(fields, key).to.have.members([`${slot} ${word}`, `${slot - kept + 1} ${word}`])
    }
    expect((await stores.figures.hours()).map(({ counts }) => counts.refused)).to.deep.equal([4, 2])
    expect((await stores.figures.sources())[0]?.count).to.be.at.least(12)
  })

  it('[A122] ends an alarm that nobody notes for a minute, and forgets it after a week', async () => {
    const note = () => stores.alarmLog.note([{ kind: 'refusals', figure: 100, network: '192.0.2.0/24' }])
    const { now } = await stores.pairings.load(samplePairing().id)
    const alarm = (beganAgo: number, lastAgo: number) =>
      redis.hset('rekey:{figures}:alarms', { [`refusals-${now - beganAgo}`]: `${now - lastAgo} 7 - - -` })
    await alarm(7 * 24 * 3_600_000 + 60_000, 7 * 24 * 3_600_000)
    await alarm(200_000, 61_000)
    await note()
    await note()
    const spans = await stores.alarmLog.list()
    expect(spans.map(({ most, network }) => [most, network])).to.deep.equal([
      [100, '192.0.2.0/24'],
      [7, null],
    ])
    expect(spans[1]?.beganAgoMs).to.be.within(200_000, 210_000)
    expect(await redis.hlen('rekey:{figures}:alarms')).to.equal(2)
  })

  it('[A124] forgets a node that has said nothing for ten minutes', async () => {
    const word = { host: 'one', version: '0.1.0', upMs: 1, sql: true }
    await stores.nodes.beat({ ...word, id: 'old' })
    const text = String(await redis.hget('rekey:{figures}:nodes', 'old'))
    await redis.hset(
      'rekey:{figures}:nodes',
      'old',
      `${Number(text.split(' ')[0]) - 600_000} ${text.slice(14)}`,
    )
    expect(await stores.nodes.list()).to.deep.equal([])
    await stores.nodes.beat({ ...word, id: 'new' })
    expect(await redis.hkeys('rekey:{figures}:nodes')).to.deep.equal(['new'])
  })

  it('[K15] holds under keys of ours only what ends by itself, but for the marker', async () => {
    const { id } = await useEverything()
    const keys = await redis.keys('*')
    expect(keys).to.have.members([
      'rekey:{risk}:marker',
      `rekey:{${id}}:pairing`,
      'rekey:{risk}:hints:browser:b',
      'rekey:{risk}:live:state:claimed',
      'rekey:{risk}:live:network:n',
      'rekey:{risk}:live:wide:w',
      'rekey:{risk}:marks:account:a',
      'rekey:{risk}:limit:claim:k',
      'rekey:{risk}:locks:all:account',
      'rekey:{risk}:locks:lock:lock',
      'rekey:{risk}:locks:subject:account:a',
      'rekey:{figures}',
      'rekey:{figures}:hot',
      'rekey:{figures}:hours',
      'rekey:{figures}:sources',
      'rekey:{figures}:alarms',
      'rekey:{figures}:nodes',
    ])
    for (const key of keys.filter((name) => name !== 'rekey:{risk}:marker')) {
      const most = KEPT_MS[key] ?? 60_000
      expect(await redis.pttl(key), key).to.be.within(1, most)
    }
  })

  it('[K16] names no key after anything that a record holds, but its id', async () => {
    const secrets = { pinHash: 'SECRET-pin', browser: 'SECRET-browser', keyId: 'SECRET-key' }
    const pairing = samplePairing({ ...secrets, binding: { name: 'SECRET-name', accountId: null } })
    await stores.pairings.create(pairing, 60_000)
    expect((await redis.keys('*')).join(' '))
      .to.contain(pairing.id)
      .and.not.contain('SECRET')
  })

  async function useEverything() {
    const pairing = samplePairing()
    await stores.pairings.create(pairing, 60_000)
    await stores.pairings.replace({ ...pairing, version: 2 }, on(1), 60_000)
    await stores.pairings.addHints(pairing.id, [{ index: 'browser:b', ttlMs: 60_000 }])
    const page = { id: pairing.id, network: 'n', wideNetwork: 'w' }
    await seenPages(stores).admit(page, CAPS, 60_000)
    await stores.livePages.keep(page, 'claimed', 60_000)
    await stores.marks.set(['account:a'], 'not-me', 60_000)
    await stores.locks.add(lockOn(pairing.id), 60_000)
    const source = { measure: 'refused', network: '192.0.2.0/24', count: 1 } as const
    await stores.figures.add({ word: 1 }, [HOT], { totals: { refused: 1 }, sources: [source] })
    await stores.alarmLog.note([{ kind: 'refusals', figure: 100, network: null }])
    await stores.nodes.beat({ id: 'a', host: 'one', version: '0.1.0', upMs: 0, sql: true })
    await spendOne(stores.limiter, RULE, 'k')
    await stores.limiter.giveBack(RULE, 'k')
    await stores.storeAge.ageMs()
    return pairing
  }
})
