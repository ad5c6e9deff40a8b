import { Redis } from 'ioredis'
import { eventually } from '../contract/eventually.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { startSentinel, type TestSentinel } from '../support/redis-sentinels.ts'
import { bySize } from '../support/size.ts'
import { type Besieged, besiege } from './support/besieged.ts'
import { type PostgresPair, startPostgresPair } from './support/postgres-pair.ts'

/** They take their time: no part of the short run. */
const FAILOVERS = bySize({ short: 0, long: 2, full: 10 })
const BACK_MS = 30_000

if (FAILOVERS > 0) describe('two nodes under load, whose stores fail over', failOver)

function failOver(this: Mocha.Suite) {
  this.timeout(1_200_000)
  let postgres: PostgresPair
  let redis: [TestRedis, TestRedis]
  let sentinel: TestSentinel
  let site: Besieged
  before(async () => {
    postgres = await startPostgresPair()
    redis = [await startCopied(), await startCopied()]
    await follow(redis[1], redis[0])
    sentinel = await startSentinel(redis[0])
    await sentinel.knows(1)
    site = await besiege(`redis+sentinel://127.0.0.1:${sentinel.port}/main`, postgres.url)
  })
  after(async () => {
    await site?.stop()
    await sentinel?.stop()
    await Promise.all([postgres?.stop(), ...redis.map((one) => one.stop())])
  })

  it(`[S107] PostgreSQL fails over to its synchronous standby, ${FAILOVERS} times`, () =>
    site.suffer({
      what: 'failovers of PostgreSQL',
      times: FAILOVERS,
      pauseMs: 2_000,
      strike: () => postgres.failOver(),
      backWithinMs: BACK_MS,
    }))

  it(`[K152] Redis fails over by a sentinel, ${FAILOVERS} times`, () =>
    site.suffer({
      what: 'failovers of Redis',
      times: FAILOVERS,
      pauseMs: 2_000,
      strike: failOverRedis,
      backWithinMs: BACK_MS,
    }))

  it('[S107] no node ended, everybody heard a clear word, and nothing acknowledged is lost', () =>
    site.end(postgres.url))

  /** The master ends, or hangs, until another one has been chosen; then it comes back and follows. */
  async function failOverRedis(): Promise<void> {
    const before = await sentinel.masterPort()
    const master = redis.find((one) => portOf(one) === before)!
    const chosen = () =>
      eventually('another master', async () => (await sentinel.masterPort()) !== before, 20_000)
    if (site.luck() < 0.5) await master.restart(chosen)
    else {
      master.pause()
      await chosen().finally(master.resume)
    }
    // On a busy machine the new master may have been taken for silent too, and the old one chosen again.
    await eventually(
      'one follows the other',
      async () => {
        const now = await sentinel.masterPort()
        return follows(redis.find((one) => portOf(one) !== now)!, now)
      },
      30_000,
    )
  }
}

function startCopied(): Promise<TestRedis> {
  return startRedis({ args: ['--repl-diskless-sync-delay', '0'] })
}

function portOf({ url }: TestRedis): number {
  return Number(new URL(url).port)
}

async function follow(replica: TestRedis, master: TestRedis): Promise<void> {
  const client = new Redis(replica.socketPath)
  await client.replicaof('127.0.0.1', portOf(master))
  client.disconnect()
  await eventually('the replica follows', () => follows(replica, portOf(master)), 30_000)
}

async function follows(replica: TestRedis, masterPort: number): Promise<boolean> {
  const client = new Redis(replica.socketPath)
  // What it was connected to may be ended by a sentinel.
  client.on('error', () => {})
  const facts = await client.info('replication').catch(() => '')
  client.disconnect()
  return facts.includes(`master_port:${masterPort}`) && facts.includes('master_link_status:up')
}
