import { expect } from 'chai'
import { Redis } from 'ioredis'
import { hintsKey } from '../../server/stores/redis/keys.ts'
import { openRedis, type RedisStores } from '../../server/stores/redis/open-redis.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { eventually } from './eventually.ts'
import { randomId } from './sample-pairing.ts'

describe('hints in Redis', () => {
  let server: TestRedis
  let stores: RedisStores
  let redis: Redis
  before(async () => {
    server = await startRedis()
    stores = await openRedis({ url: server.url })
    redis = new Redis(server.socketPath)
  })
  after(async () => {
    redis?.disconnect()
    await stores?.close()
    await server?.stop()
  })

  const file = (ttlMs: number) => stores.pairings.addHints(randomId(), [{ index: 'browser', ttlMs }])
  const live = () => stores.pairings.hints('browser', 9)
  const held = () => redis.zcard(hintsKey('browser'))

  it('[K190] that ended are not held under a word that is used again and again', async () => {
    await file(20)
    await file(60_000)
    await eventually('the first has ended', async () => (await live()).length === 1)
    expect(await held()).to.equal(2)
    await file(60_000)
    expect(await held()).to.equal(2)
  })
})
