import { StartError } from '../../errors/start-error.ts'
import type { VolatileStores } from '../volatile-stores.ts'
import { redisAlarmLog } from './alarm-log.ts'
import { ask } from './ask.ts'
import { connectRedis, type ReportConnection } from './connect.ts'
import type { RedisClient } from './connection-options.ts'
import { evictionProblem } from './eviction.ts'
import { type FanOut, openFanOut } from './fan-out.ts'
import { redisFigures } from './figures.ts'
import { followMaster } from './follow-master.ts'
import { keepHearing } from './keep-hearing.ts'
import { redisLimiter } from './limiter.ts'
import { redisLivePages } from './live-pages.ts'
import { redisLocks } from './locks.ts'
import { lookOver } from './look-over.ts'
import { redisMarks } from './marks.ts'
import { redisNodes } from './nodes.ts'
import { redisPairingStore } from './pairing-store.ts'
import { reasonOf } from './reason.ts'
import { parseRedisUrl } from './redis-url.ts'
import { checkRights } from './rights.ts'
import { sentinelLogin } from './sentinels.ts'
import { readFacts } from './server-facts.ts'
import { unusable } from './start-problem.ts'
import { redisStoreAge } from './store-age.ts'
import { redisSurroundings } from './surroundings.ts'

interface RedisSettings {
  /** One of the forms of `REDIS_URL`. */
  readonly url: string
  /** Milliseconds. A command that has no answer after this time fails with StoreAway. */
  readonly commandTimeoutMs?: number
  /** Hears when the connection is lost, and when it is back. */
  readonly report?: ReportConnection
  /** Milliseconds between two checks that Rekey still hears what it publishes. */
  readonly listenEveryMs?: number
}

/** The stores in Redis, with the connections for announcements. */
export interface RedisStores extends VolatileStores {
  readonly fanOut: FanOut
}

/**
 * Opens stores in Redis 7 or later, which all processes share. Throws a StartError with a sentence if Redis cannot be
 * used. Later the stores throw StoreAway while Redis does not answer.
 */
export async function openRedis(settings: RedisSettings): Promise<RedisStores> {
  const { url, commandTimeoutMs = 2_000, report = () => {}, listenEveryMs } = settings
  const place = parseRedisUrl(url)
  let closing = false
  const watches: (() => void)[] = []
  const login = await sentinelLogin(place, commandTimeoutMs)
  const client = await connectRedis(place, login, commandTimeoutMs, (news, why) => {
    if (!closing) report(news, why)
  })
  const open = [client]
  const close = async () => {
    closing = true
    for (const stop of watches) stop()
    for (const connection of open) connection.disconnect()
  }
  try {
    lookOver(place, await readFacts(client))
    await checkRights(client)
    const fanOut = await openFanOut(client, place.database)
    open.push(fanOut.publisher, fanOut.subscriber)
    watches.push(await keepHearing(fanOut, listenEveryMs), followMaster(place, login, commandTimeoutMs, open))
    const stores = storesOn(client)
    // Sets our marker. That also shows at once whether this Redis takes writes.
    await stores.storeAge.ageMs()
    return { ...stores, fanOut, close }
  } catch (error) {
    await close()
    throw error instanceof StartError ? error : unusable(place, reasonOf(error))
  }
}

function storesOn(client: RedisClient): Omit<VolatileStores, 'close'> {
  return {
    pairings: redisPairingStore(client),
    livePages: redisLivePages(client),
    limiter: redisLimiter(client),
    marks: redisMarks(client),
    locks: redisLocks(client),
    surroundings: redisSurroundings(client),
    figures: redisFigures(client),
    alarmLog: redisAlarmLog(client),
    nodes: redisNodes(client),
    storeAge: redisStoreAge(client),
    async ping() {
      await ask(client.ping())
    },
    forgets: async () => evictionProblem(await ask(readFacts(client, 'memory'))),
  }
}
