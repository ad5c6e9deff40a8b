import type { VolatileStores } from '../../ports/volatile-stores.ts'
import { ask } from './ask.ts'
import { connectRedis, type RedisClient, type ReportConnection } from './connect.ts'
import { type FanOut, openFanOut } from './fan-out.ts'
import { redisFigures } from './figures.ts'
import { followMaster } from './follow-master.ts'
import { keepHearing } from './keep-hearing.ts'
import { redisLimiter } from './limiter.ts'
import { redisLivePages } from './live-pages.ts'
import { redisLocks } from './locks.ts'
import { redisMarks } from './marks.ts'
import { redisPairingStore } from './pairing-store.ts'
import { parseRedisUrl } from './redis-url.ts'
import { unusable } from './start-problem.ts'
import { redisStoreAge } from './store-age.ts'

export interface RedisSettings {
  /** One of the forms in redis-url.ts. */
  readonly url: string
  /** A command without an answer counts as StoreAway after this long. */
  readonly commandTimeoutMs?: number
  readonly report?: ReportConnection
  /** How often it is looked whether what is published is still heard. */
  readonly listenEveryMs?: number
}

export interface RedisStores extends VolatileStores {
  readonly fanOut: FanOut
}

/** Stores in Redis 7 or later, shared by all processes. Throws a sentence when it cannot be used. */
export async function openRedis(settings: RedisSettings): Promise<RedisStores> {
  const { url, commandTimeoutMs = 2_000, report = () => {}, listenEveryMs } = settings
  const place = parseRedisUrl(url)
  let closing = false
  const watches: (() => void)[] = []
  const client = await connectRedis(place, commandTimeoutMs, (news, why) => {
    if (!closing) report(news, why)
  })
  const open = [client]
  const close = async () => {
    closing = true
    for (const stop of watches) stop()
    for (const connection of open) connection.disconnect()
  }
  try {
    const fanOut = await openFanOut(client)
    open.push(fanOut.publisher, fanOut.subscriber)
    watches.push(keepHearing(fanOut, listenEveryMs), followMaster(place, commandTimeoutMs, open))
    const stores = storesOn(client)
    // Sets our marker, and shows at once whether this Redis takes writes.
    await stores.storeAge.ageMs()
    return { ...stores, fanOut, close }
  } catch (error) {
    await close()
    throw unusable(place, reason(error))
  }
}

function storesOn(client: RedisClient): Omit<VolatileStores, 'close'> {
  return {
    pairings: redisPairingStore(client),
    livePages: redisLivePages(client),
    limiter: redisLimiter(client),
    marks: redisMarks(client),
    locks: redisLocks(client),
    figures: redisFigures(client),
    storeAge: redisStoreAge(client),
    async ping() {
      await ask(client.ping())
    },
  }
}

/** The store's own words, which StoreAway keeps as its cause. */
function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
