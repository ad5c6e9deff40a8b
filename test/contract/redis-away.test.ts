import { expect } from 'chai'
import { Redis } from 'ioredis'
import { StoreAway } from '../../server/errors/store-away.ts'
import type { NewLock } from '../../server/methods/pairing/risk/locks.ts'
import { openRedis, type RedisStores } from '../../server/stores/redis/open-redis.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import { spendOne, usageOf } from '../support/one-budget.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { eventually, rejection } from './eventually.ts'
import { seenPages } from './looking-around.ts'
import { on, samplePairing } from './sample-pairing.ts'

const TIMEOUT_MS = 300
const CAPS = { perNetwork: 10, perWideNetwork: 10, perDeployment: 10, reserved: 0 }
const RULE = { name: 'claim', points: 5, windowMs: 60_000 }
const LOCK: NewLock = {
  id: 'lock',
  subjects: ['a', 'b'],
  locked: { kind: 'page', device: 'Chrome on Windows', network: '192.0.2.0/24' },
  reason: 'second-claimant',
  recoveryId: samplePairing().id,
}
const HOT = { rule: 'claim', key: 'k', shown: null, spent: 9, points: 10, endsInMs: 1_000 }

/** Every call that reaches Redis, by name. */
function everyCall(stores: VolatileStores) {
  const { pairings, livePages, limiter, marks, locks, surroundings, figures, storeAge, ping } = stores
  const pairing = samplePairing()
  const page = { id: pairing.id, network: 'n', wideNetwork: null }
  return {
    ping,
    create: () => pairings.create(pairing, 1_000),
    load: () => pairings.load(pairing.id),
    replace: () => pairings.replace(pairing, on(1), 1_000),
    addHints: () => pairings.addHints(pairing.id, [{ index: 'index', ttlMs: 1_000 }]),
    hints: () => pairings.hints('index', 1),
    removeHints: () => pairings.removeHints('index', [pairing.id]),
    admit: () => seenPages(stores).admit(page, CAPS, 1_000),
    leave: () => livePages.leave(page),
    keep: () => livePages.keep(page, 'claimed', 1_000),
    count: () => livePages.count(),
    countByState: () => livePages.countByState(),
    spend: () => spendOne(limiter, RULE, 'k'),
    usage: () => usageOf(limiter, RULE, 'k'),
    giveBack: () => limiter.giveBack(RULE, 'k'),
    clear: () => limiter.clear(RULE, 'k'),
    set: () => marks.set(['a', 'b'], 'not-me', 1_000),
    addLock: () => locks.add(LOCK, 1_000),
    lockLeft: () => locks.leftMs(['a', 'b']),
    listLocks: () => locks.list(10),
    release: () => locks.release(LOCK.id),
    addFigures: () => figures.add({ word: 1 }, [HOT]),
    minutes: () => figures.minutes(),
    hotKeys: () => figures.hotKeys(10),
    look: () => surroundings.read({ marks: ['a', 'b'], liveOn: 'n' }),
    ageMs: () => storeAge.ageMs(),
  }
}

describe('Redis away', () => {
  let server: TestRedis
  let stores: RedisStores
  let admin: Redis
  let news: string[]
  beforeEach(async () => {
    server = await startRedis()
    news = []
    const report = (word: string) => news.push(word)
    stores = await openRedis({ url: server.url, commandTimeoutMs: TIMEOUT_MS, report })
    admin = new Redis(server.socketPath)
    admin.on('error', () => {})
  })
  afterEach(async () => {
    admin?.disconnect()
    await stores?.close()
    await server?.stop()
  })

  const answers = () =>
    stores.ping().then(
      () => true,
      () => false,
    )

  it('[K70] turns every call into StoreAway within the timeout while Redis hangs, and recovers', async () => {
    server.pause()
    const began = performance.now()
    for (const [name, error] of await failuresOf(stores)) expect(error, name).to.be.instanceOf(StoreAway)
    expect(performance.now() - began).to.be.lessThan(TIMEOUT_MS + 1_000)
    await eventually('the hanging connection is given up', async () => news.includes('lost'))
    server.resume()
    await eventually('Redis answers again', answers)
    expect(news).to.deep.equal(['lost', 'back'])
  })

  it('[K71] fails at once while Redis is stopped, and recovers', async () => {
    await server.restart(async () => {
      await eventually('the end was noticed', async () => news.includes('lost'))
      const began = performance.now()
      for (const [name, error] of await failuresOf(stores)) expect(error, name).to.be.instanceOf(StoreAway)
      expect(performance.now() - began).to.be.lessThan(TIMEOUT_MS)
    })
    await eventually('Redis answers again', answers)
    expect(news).to.deep.equal(['lost', 'back'])
  })

  it('[K72] writes nothing while Redis is out of memory, goes on reading, and recovers', async () => {
    await admin.config('SET', 'maxmemory', '1')
    const { create, admit, keep, addHints, spend, set, look, addLock, addFigures, ...calls } =
      everyCall(stores)
    const writes = { create, admit, keep, addHints, spend, set, look, addLock, addFigures }
    for (const [name, write] of Object.entries(writes)) {
      expect(await rejection(write()), name).to.be.instanceOf(StoreAway)
    }
    const { load, hints, count, countByState, lockLeft, listLocks, minutes, hotKeys } = calls
    const reads = [load, hints, count, countByState, lockLeft, listLocks, minutes, hotKeys]
    await Promise.all(reads.map((one) => one()))
    await admin.config('SET', 'maxmemory', '0')
    expect((await spendOne(stores.limiter, RULE, 'k')).allowed).to.equal(true)
  })

  it('[K73] grants nothing while Redis is a replica, and recovers when it is the master', async () => {
    await admin.call('REPLICAOF', '127.0.0.1', '1')
    expect(await rejection(spendOne(stores.limiter, RULE, 'k'))).to.be.instanceOf(StoreAway)
    await admin.call('REPLICAOF', 'NO', 'ONE')
    await eventually('a point is given', () =>
      spendOne(stores.limiter, RULE, 'k').then(
        ({ allowed }) => allowed,
        () => false,
      ),
    )
  })

  it('[K74] tells in a StoreAway what failed, and nothing of what was sent', async () => {
    await admin.config('SET', 'maxmemory', '1')
    const pairing = samplePairing({ pinHash: 'SECRET-pin' })
    const error = (await rejection(stores.pairings.create(pairing, 1_000))) as StoreAway
    const { cause } = error as { cause: Error }
    expect(cause.message).to.match(/OOM/)
    expect(Object.keys(cause)).to.deep.equal([])
    expect(`${error.message} ${error.stack} ${cause.message} ${cause.stack}`).not.to.contain('SECRET')
  })

  it('[K75] forgets what fan-out publishes while Redis is away, and hears again afterwards', async () => {
    const { publisher, subscriber } = stores.fanOut
    const heard: string[] = []
    subscriber.on('message', (_channel: string, message: string) => heard.push(message))
    await subscriber.subscribe('channel')
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.prependListener('unhandledRejection', note)
    try {
      await server.restart(async () => {
        await eventually('the end was noticed', async () => news.includes('lost'))
        publisher.publish('channel', 'lost')
      })
      await eventually('a message arrives', async () => {
        publisher.publish('channel', 'heard')
        return heard.includes('heard')
      })
    } finally {
      process.off('unhandledRejection', note)
    }
    expect(heard).not.to.contain('lost')
    expect(unhandled).to.deep.equal([])
  })

  it('[K76] sends a command once, though nobody answered it', async () => {
    server.pause()
    expect(await rejection(spendOne(stores.limiter, RULE, 'k'))).to.be.instanceOf(StoreAway)
    await eventually('the hanging connection is given up', async () => news.includes('lost'))
    server.resume()
    await eventually('Redis answers again', answers)
    expect((await usageOf(stores.limiter, RULE, 'k')).spent).to.be.at.most(1)
  })

  it('[K77] renews a subscription that broke again before it stood', async () => {
    const { publisher, subscriber } = stores.fanOut
    const heard: string[] = []
    subscriber.on('message', (_channel: string, message: string) => heard.push(message))
    await subscriber.subscribe('channel')
    const breakConnection = () => (subscriber as Redis).stream.destroy()
    subscriber.once('ready', breakConnection)
    breakConnection()
    await eventually('a message arrives', async () => {
      publisher.publish('channel', 'heard')
      return heard.length > 0
    })
  })

  it('[K150] connects the subscriber anew when nothing arrives there any more', async () => {
    const url = server.url
    const others = await openRedis({ url, commandTimeoutMs: TIMEOUT_MS, listenEveryMs: TIMEOUT_MS })
    const { publisher, subscriber } = others.fanOut
    const heard: string[] = []
    subscriber.on('message', (_channel: string, message: string) => heard.push(message))
    await subscriber.subscribe('channel')
    // As on a line that is gone without a word.
    ;(subscriber as Redis).stream.pause()
    await eventually('a message arrives', async () => {
      await publisher.publish('channel', 'heard')
      return heard.includes('heard')
    })
    await others.close()
  })

  async function failuresOf(of: VolatileStores): Promise<[string, unknown][]> {
    const calls = Object.entries(everyCall(of))
    return Promise.all(
      calls.map(async ([name, call]) => [name, await rejection(call())] as [string, unknown]),
    )
  }
})
