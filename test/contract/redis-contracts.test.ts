import { openRedis, type RedisStores } from '../../server/stores/redis/open-redis.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { describeAlarmLog } from './alarm-log.contract.ts'
import { describeFigures } from './figures.contract.ts'
import { describeLimiter } from './limiter.contract.ts'
import { describeLivePages } from './live-pages.contract.ts'
import { describeLocks } from './locks.contract.ts'
import { seenMarks, seenPages } from './looking-around.ts'
import { describeMarks } from './marks.contract.ts'
import { describeNodes } from './nodes.contract.ts'
import { describePairingStore } from './pairing-store.contract.ts'
import { describeSurroundings } from './surroundings.contract.ts'

describe('the contracts on a real Redis, from two connections', () => {
  let server: TestRedis
  let connections: readonly [RedisStores, RedisStores]
  before(async () => {
    server = await startRedis()
    connections = await Promise.all([openRedis({ url: server.url }), openRedis({ url: server.url })])
  })
  after(async () => {
    for (const connection of connections ?? []) await connection.close()
    await server?.stop()
  })

  async function both<Store>(pick: (stores: VolatileStores) => Store): Promise<readonly [Store, Store]> {
    await server.flush()
    return [pick(connections[0]), pick(connections[1])]
  }

  describePairingStore('Redis', () => both(({ pairings }) => pairings))
  describeLivePages('Redis', () => both(seenPages))
  describeLimiter('Redis', () => both(({ limiter }) => limiter))
  describeMarks('Redis', () => both(seenMarks))
  describeLocks('Redis', () => both(({ locks }) => locks))
  describeSurroundings('Redis', () => both((stores) => stores))
  describeFigures('Redis', () => both(({ figures }) => figures))
  describeAlarmLog('Redis', () => both(({ alarmLog }) => alarmLog))
  describeNodes('Redis', () => both(({ nodes }) => nodes))
})
