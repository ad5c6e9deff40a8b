import { Redis } from 'ioredis'
import type { RedisClient } from './connect.ts'
import type { RedisPlace } from './redis-url.ts'

/** How often the sentinels are asked. */
const EVERY_MS = 1_000

/**
 * Connects the clients anew when a sentinel names another master. A master that hung, or that only the sentinels lost
 * sight of, still takes writes: nodes that stayed with it would count and pair apart from the others until it is
 * told to follow. Returns how to stop.
 */
export function followMaster(
  place: RedisPlace,
  timeoutMs: number,
  clients: readonly RedisClient[],
): () => void {
  const { kind, hosts, master } = place
  if (kind !== 'sentinel' || !master) return () => {}
  const sentinels = hosts.map(({ host, port }) => watchSentinel({ host, port }, timeoutMs, master, move))
  const timer = setInterval(() => sentinels.map(({ look }) => look()), EVERY_MS)

  function move(): void {
    for (const client of clients) if (client.status === 'ready') client.disconnect(true) // [K153]
  }
  return () => {
    clearInterval(timer)
    for (const { stop } of sentinels) stop()
  }
}

/** One sentinel, which may be away for any time. */
function watchSentinel(
  at: { readonly host: string; readonly port: number },
  timeoutMs: number,
  master: string,
  changed: () => void,
) {
  const sentinel = new Redis({
    ...at,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    enableReadyCheck: false,
    retryStrategy: () => EVERY_MS,
  })
  sentinel.on('error', () => {})
  let last = ''
  return {
    look: () =>
      sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', master).then(
        (named) => {
          const now = String(named)
          if (last !== '' && now !== last) changed()
          last = now
        },
        () => {},
      ),
    stop: () => sentinel.disconnect(),
  }
}
