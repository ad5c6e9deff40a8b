import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisPlace } from './redis-url.ts'

/** A client for a single server, for sentinels, or for a cluster. */
export type RedisClient = Redis | Cluster

/** User and password, or neither. */
export type Login = Pick<RedisOptions, 'username' | 'password'>

/** Options of every connection to a server that holds keys. */
export function storeOptions(place: RedisPlace, timeoutMs: number) {
  return {
    lazyConnect: true,
    enableOfflineQueue: false,
    // A command is never sent twice. Only its caller knows whether that would be right.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    // A machine that hangs keeps its connections open. This closes ours, so that a new one is tried.
    socketTimeout: timeoutMs,
    // This does the same if we close the connection and the other side does not answer.
    disconnectTimeout: timeoutMs,
    retryStrategy: pauseBeforeRetry,
    // After a failover the old master is read-only: connecting again leads to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    username: place.username,
    password: place.password,
    db: place.database,
    family: place.family,
    ...secured(place),
  } satisfies RedisOptions
}

function secured({ tls }: RedisPlace): Pick<RedisOptions, 'tls'> {
  return { tls: tls ? {} : undefined }
}

/** Options of a connection to a sentinel. */
export function sentinelOptions(place: RedisPlace, login: Login, timeoutMs: number) {
  return {
    ...login,
    ...secured(place), // [K164]
    family: place.family,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    enableReadyCheck: false,
  } satisfies RedisOptions
}

/** A client that is not connected yet; `login` is what the sentinels take. */
export function createClient(place: RedisPlace, login: Login, timeoutMs: number): RedisClient {
  const options = storeOptions(place, timeoutMs)
  const [first] = place.hosts
  switch (place.kind) {
    case 'standalone':
      return new Redis({ ...options, host: first.host, port: first.port })
    case 'sentinel':
      return new Redis({
        ...options,
        sentinels: [...place.hosts],
        name: place.master,
        sentinelUsername: login.username,
        sentinelPassword: login.password,
        // Without these two, `tls` has no effect.
        sentinelTLS: options.tls, // [K162]
        enableTLSForSentinelMode: place.tls, // [K163]
        // A sentinel that hangs is skipped, so that the others are asked.
        sentinelCommandTimeout: timeoutMs, // [K151]
      })
    case 'cluster':
      return new Cluster([...place.hosts], {
        lazyConnect: true,
        enableOfflineQueue: false,
        maxRedirections: 4,
        retryDelayOnFailover: 0,
        slotsRefreshInterval: 5_000,
        clusterRetryStrategy: pauseBeforeRetry,
        clusterNodeRetryStrategy: pauseBeforeRetry,
        // Otherwise ioredis would look up names itself, and then compare the address with the certificate.
        dnsLookup: (name, callback) => callback(null, name), // [K165]
        redisOptions: options,
      })
    default:
      return place.kind satisfies never
  }
}

/** Short at first, and never more than a second, so that pages come back by themselves. */
function pauseBeforeRetry(attempt: number): number {
  return Math.min(50 * 2 ** attempt, 1_000)
}
