import type { VolatileStores } from '../../ports/volatile-stores.ts'
import { ask } from './ask.ts'
import { connectRedis, type ReportConnection } from './connect.ts'
import { type FanOut, openFanOut } from './fan-out.ts'
import { redisLimiter } from './limiter.ts'
import { redisLivePages } from './live-pages.ts'
import { redisMarks } from './marks.ts'
import { redisPairingStore } from './pairing-store.ts'
import { parseRedisUrl } from './redis-url.ts'
import { redisStoreAge } from './store-age.ts'

export interface RedisSettings {
  /** One of the forms in redis-url.ts. */
  readonly url: string
  /** A command without an answer counts as StoreAway after this long. */
  readonly commandTimeoutMs?: number
  readonly report?: ReportConnection
}

export interface RedisStores extends VolatileStores {
  readonly fanOut: FanOut
}

/** Stores in Redis 7 or later, shared by all processes. Throws a sentence when it cannot be reached. */
export async function openRedis(settings: RedisSettings): Promise<RedisStores> {
  const { url, commandTimeoutMs = 2_000, report = () => {} } = settings
  const client = await connectRedis(parseRedisUrl(url), commandTimeoutMs, report)
  const fanOut = await openFanOut(client)
  const storeAge = redisStoreAge(client)
  await storeAge.ageMs()
  return {
    pairings: redisPairingStore(client),
    livePages: redisLivePages(client),
    limiter: redisLimiter(client),
    marks: redisMarks(client),
    storeAge,
    fanOut,
    async ping() {
      await ask(client.ping())
    },
    async close() {
      for (const connection of [client, fanOut.publisher, fanOut.subscriber]) connection.disconnect()
    },
  }
}
