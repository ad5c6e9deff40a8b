import { Redis } from 'ioredis'
import { type Login, type RedisClient, sentinelOptions } from './connection-options.ts'
import type { RedisPlace } from './redis-url.ts'

/** How often the sentinels are asked. */
const EVERY_MS = 1_000

/**
 * Reconnects the clients when a sentinel names another master. A master that hung, or that only the sentinels could
 * not reach, still takes writes until it is made a replica. Nodes that stayed with it would count and pair separately
 * from the others. Returns a function that stops this.
 */
export function followMaster(
  place: RedisPlace,
  login: Login,
  timeoutMs: number,
  clients: readonly RedisClient[],
): () => void {
  const { kind, hosts, master } = place
  if (kind !== 'sentinel' || !master) return () => {}
  const sentinels = hosts.map(({ host, port }) =>
    watchSentinel(
      new Redis({ ...sentinelOptions(place, login, timeoutMs), host, port, retryStrategy }),
      master,
      move,
    ),
  )
  const timer = setInterval(() => sentinels.map(({ look }) => look()), EVERY_MS)

  function move(): void {
    for (const client of clients) if (client.status === 'ready') client.disconnect(true) // [K153]
  }
  return () => {
    clearInterval(timer)
    for (const { stop } of sentinels) stop()
  }
}

const retryStrategy = () => EVERY_MS

/** A connection to one sentinel, which may be away for any time. */
function watchSentinel(sentinel: Redis, master: string, changed: () => void) {
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
