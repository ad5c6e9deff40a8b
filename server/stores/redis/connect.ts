import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisPlace } from './redis-url.ts'
import { unusable } from './start-problem.ts'

export type RedisClient = Redis | Cluster

/** Sentinels are asked again and again, and a large store takes time to load: a start waits no longer. */
const START_WITHIN_MS = 10_000

/** `lost` once when a connection breaks, `back` when it stands again. */
export type ReportConnection = (news: 'lost' | 'back', why: string) => void

/**
 * Connects, or throws a sentence that names the host and what to do. Later the client reconnects by itself;
 * meanwhile its commands fail at once, and a command without an answer fails after `commandTimeoutMs`.
 */
export async function connectRedis(
  place: RedisPlace,
  commandTimeoutMs: number,
  report: ReportConnection,
): Promise<RedisClient> {
  const client = createClient(place, commandTimeoutMs)
  let lastError = ''
  client.on('error', (error: Error) => {
    lastError = error.message
  })
  try {
    await withinStart(client.connect())
  } catch (error) {
    client.disconnect()
    throw unusable(place, lastError || messageOf(error))
  }
  let standing = true
  client.on('close', () => {
    if (standing) report('lost', lastError || 'The connection was closed.')
    standing = false
  })
  client.on('ready', () => {
    if (!standing) report('back', '')
    standing = true
    lastError = ''
  })
  return client
}

function createClient(place: RedisPlace, commandTimeoutMs: number): RedisClient {
  const options = {
    lazyConnect: true,
    enableOfflineQueue: false,
    // A command is never sent twice: its caller knows whether that would be right.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // A machine that hangs keeps its connections open; this closes ours, so that a new one is tried.
    socketTimeout: commandTimeoutMs,
    // So does this, where we close it and the other side does not answer even that.
    disconnectTimeout: commandTimeoutMs,
    // A sentinel that hangs is passed over, and does not keep the others from being asked.
    sentinelCommandTimeout: commandTimeoutMs, // [K151]
    retryStrategy: pauseBeforeRetry,
    // After a failover the old master is read-only: connecting again leads to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    username: place.username,
    password: place.password,
    db: place.database,
    tls: place.tls ? {} : undefined,
  } satisfies RedisOptions
  const [first] = place.hosts
  switch (place.kind) {
    case 'standalone':
      return new Redis({ ...options, host: first.host, port: first.port })
    case 'sentinel':
      return new Redis({ ...options, sentinels: [...place.hosts], name: place.master })
    case 'cluster':
      return new Cluster([...place.hosts], {
        lazyConnect: true,
        enableOfflineQueue: false,
        maxRedirections: 4,
        retryDelayOnFailover: 0,
        slotsRefreshInterval: 5_000,
        clusterRetryStrategy: pauseBeforeRetry,
        clusterNodeRetryStrategy: pauseBeforeRetry,
        redisOptions: options,
      })
    default:
      return place.kind satisfies never
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function withinStart(connected: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${START_WITHIN_MS / 1_000} s`)), START_WITHIN_MS)
  })
  await Promise.race([connected, late]).finally(() => clearTimeout(timer))
}

/** Soon at first and at least once a second, so that pages come back by themselves. */
function pauseBeforeRetry(attempt: number): number {
  return Math.min(50 * 2 ** attempt, 1_000)
}
