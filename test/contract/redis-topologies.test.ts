import { expect } from 'chai'
import { Redis } from 'ioredis'
import { openRedis, type RedisStores } from '../../server/stores/redis/open-redis.ts'
import { block } from '../support/documented.ts'
import { spendOne, usageOf } from '../support/one-budget.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { startSentinel, type TestSentinel } from '../support/redis-sentinels.ts'
import { eventually } from './eventually.ts'
import { seenPages } from './looking-around.ts'
import { on, samplePairing } from './sample-pairing.ts'

const CHANNEL = 'rekey:test'
const CAPS = { perNetwork: 1, perWideNetwork: 10, perDeployment: 10, reserved: 0 }
const RULE = { name: 'claim', points: 1, windowMs: 60_000 }

/** Each call once, with keys that lie in different slots. */
async function useEverything(stores: RedisStores) {
  const { pairings, livePages, limiter, marks, surroundings, storeAge, ping } = stores
  const pairing = samplePairing()
  await ping()
  expect(await pairings.create(pairing, 60_000, [{ index: 'word', ttlMs: 60_000 }])).to.equal(true)
  expect(await pairings.hints('word', 1)).to.deep.equal([pairing.id])
  expect(await pairings.replace({ ...pairing, version: 2 }, on(1), 60_000)).to.equal(true)
  expect((await pairings.load(pairing.id)).pairing?.version).to.equal(2)
  await pairings.addHints(pairing.id, [{ index: 'index', ttlMs: 60_000 }])
  expect(await pairings.hints('index', 1)).to.deep.equal([pairing.id])
  const page = { id: pairing.id, network: 'n', wideNetwork: 'w' }
  expect(await seenPages(stores).admit(page, CAPS, 60_000)).to.equal('admitted')
  expect(await seenPages(stores).admit({ ...page, id: samplePairing().id }, CAPS, 60_000)).to.equal(
    'network-full',
  )
  await livePages.keep(page, 'matched', 60_000)
  expect((await livePages.countByState()).matched).to.equal(1)
  expect((await surroundings.read({ liveOn: 'n' })).livePages).to.equal(1)
  await livePages.leave(page)
  expect(await livePages.count()).to.equal(0)
  expect((await spendOne(limiter, RULE, 'k')).allowed).to.equal(true)
  expect((await spendOne(limiter, RULE, 'k')).allowed).to.equal(false)
  expect((await usageOf(limiter, RULE, 'k')).spent).to.equal(2)
  await limiter.giveBack(RULE, 'k')
  await limiter.clear(RULE, 'k')
  await marks.set(['a', 'b', 'c'], 'not-me', 60_000)
  const around = await surroundings.read({
    ...{ file: { index: 'index', id: pairing.id, ttlMs: 60_000 }, hints: [{ index: 'index', most: 1 }] },
    ...{ locks: ['a'], marks: ['c'], liveOn: 'n', age: true, budgets: [{ rule: RULE.name, key: 'k' }] },
  })
  expect(around.hints.get('index')).to.deep.equal([pairing.id])
  expect(around.marks.get('c')).to.deep.equal(['not-me'])
  expect(await storeAge.ageMs()).to.be.within(0, 30_000)
  await useLocksAndFigures(stores)
}

async function useLocksAndFigures({ locks, figures }: RedisStores) {
  const { id, recoveryId } = { id: 'lock', recoveryId: samplePairing().id }
  const locked = { kind: 'page', device: 'Chrome on Windows', network: '192.0.2.0/24' } as const
  await locks.add({ id, subjects: ['a', 'b'], locked, reason: 'two-pages', recoveryId }, 60_000)
  expect(await locks.leftMs(['x', 'b'])).to.be.within(1, 60_000)
  expect(await locks.list(10)).to.have.length(1)
  expect(await locks.release(id)).to.include({ id })
  const hot = { rule: 'claim', key: 'k', shown: null, spent: 9, points: 10, endsInMs: 60_000 }
  await figures.add({ word: 1 }, [hot])
  expect((await figures.minutes())[0]?.counts).to.deep.equal({ word: 1 })
  expect(await figures.hotKeys(10)).to.have.length(1)
}

const answers = (stores: RedisStores) =>
  usageOf(stores.limiter, RULE, 'k').then(
    () => true,
    () => false,
  )

describe('Redis as a cluster and behind sentinels', function () {
  this.timeout(20_000)
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  async function start(args: readonly string[] = []): Promise<TestRedis> {
    const server = await startRedis({ args })
    closers.push(server.stop)
    return server
  }

  async function open(url: string): Promise<RedisStores> {
    const stores = await openRedis({ url, commandTimeoutMs: 500 })
    closers.push(stores.close)
    return stores
  }

  it('[K84] serves every call on a cluster, which refuses keys of two slots in one script', async () => {
    const server = await start(['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'])
    await takeAllSlots(server)
    const stores = await open(server.url.replace('redis:', 'redis+cluster:'))
    await useEverything(stores)
    const hearsAgain = await listening(stores)
    server.pause()
    await eventually('the cluster is away', async () => !(await answers(stores)))
    const began = performance.now()
    expect(await answers(stores)).to.equal(false)
    expect(performance.now() - began).to.be.lessThan(1_000)
    server.resume()
    await eventually('the cluster answers again', () => answers(stores))
    await hearsAgain()
  })

  it('[K177] needs no more rights than the docs give to its user', async () => {
    const told = block('docs/operate.md', 'user default off')
    const [, name = '', rights = ''] = /^user (\w+) on >PASSWORD (.+)$/m.exec(told) ?? []
    const server = await start()
    const admin = new Redis(server.socketPath)
    closers.push(async () => admin.disconnect())
    await admin.call('ACL', 'SETUSER', name, 'on', '>pw', ...rights.split(' '))
    const refused = async () => (await admin.call('ACL', 'LOG')) as unknown[]
    const stores = await open(server.url.replace('//', `//${name}:pw@`))
    await useEverything(stores)
    await (await listening(stores))()
    expect(await stores.forgets()).to.equal(null)
    expect(await refused()).to.deep.equal([])
  })

  it('[K85] finds the master through a sentinel, and again after it was away', async () => {
    const server = await start()
    const { port } = await startWatching(server)
    const stores = await open(`redis+sentinel://127.0.0.1:${port}/main`)
    await useEverything(stores)
    await server.restart(() => eventually('the master is away', async () => !(await answers(stores))))
    await eventually('the master answers again', () => answers(stores))
  })

  it('[K153] hears of the new master after the old one hung in a failover, and never came back', async () => {
    const { master, sentinel } = await startPair()
    const url = `redis+sentinel://127.0.0.1:${sentinel.port}/main`
    const stores = await openRedis({ url, commandTimeoutMs: 500 })
    closers.push(stores.close)
    const hearsAgain = await listening(stores)
    master.pause()
    await eventually('the store answers again', () => answers(stores), 15_000)
    await hearsAgain()
    await useEverything(stores)
  })

  it('[K153] leaves a master that hung for a moment for the one that was chosen meanwhile', async () => {
    const { master, replica, sentinel } = await startPair()
    const url = `redis+sentinel://127.0.0.1:${sentinel.port}/main`
    // Nothing is asked meanwhile, so no timeout says that the master hangs.
    const stores = await openRedis({ url, commandTimeoutMs: 20_000 })
    closers.push(stores.close)
    const before = await sentinel.masterPort()
    master.pause()
    await eventually('another master', async () => (await sentinel.masterPort()) !== before, 15_000)
    master.resume()
    const chosen = new Redis(replica.socketPath)
    closers.push(async () => chosen.disconnect())
    await eventually('a mark is at the new master', async () => {
      await stores.marks.set(['subject'], 'not-me', 60_000).catch(() => {})
      return (await chosen.exists('rekey:{risk}:marks:subject')) === 1
    })
  })

  it('[K151] passes over a sentinel that hangs', async () => {
    const master = await start()
    const [hanging, other] = [await startWatching(master), await startWatching(master)]
    const url = `redis+sentinel://127.0.0.1:${hanging.port},127.0.0.1:${other.port}/main`
    hanging.process.signal('SIGSTOP')
    await useEverything(await open(url))
  })

  /** A master, its replica, and the sentinel that watches them. */
  async function startPair() {
    const copiedAtOnce = ['--repl-diskless-sync-delay', '0']
    const [master, replica] = [await start(copiedAtOnce), await start(copiedAtOnce)]
    await replicate(replica, master)
    const sentinel = await startWatching(master)
    await sentinel.knows(1)
    return { master, replica, sentinel }
  }

  async function startWatching(master: TestRedis): Promise<TestSentinel> {
    const sentinel = await startSentinel(master)
    closers.push(sentinel.stop)
    return sentinel
  }
})

/** What the adapter of the sockets stands on. */
async function listening({ fanOut: { publisher, subscriber } }: RedisStores) {
  let heard = false
  subscriber.on('message', (where: string) => {
    heard ||= where === CHANNEL
  })
  await subscriber.subscribe(CHANNEL)
  return () =>
    eventually(
      'a message arrives',
      async () => {
        await publisher.publish(CHANNEL, '').catch(() => {})
        return heard
      },
      10_000,
    )
}

async function replicate(replica: TestRedis, master: TestRedis): Promise<void> {
  const client = new Redis(replica.socketPath)
  await client.replicaof('127.0.0.1', new URL(master.url).port)
  await eventually('the replica follows', async () =>
    (await client.info('replication')).includes('master_link_status:up'),
  )
  client.disconnect()
}

async function takeAllSlots(server: TestRedis): Promise<void> {
  const node = new Redis(server.socketPath)
  await node.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
  await eventually('the cluster is up', async () =>
    String(await node.call('CLUSTER', 'INFO')).includes('cluster_state:ok'),
  )
  node.disconnect()
}
