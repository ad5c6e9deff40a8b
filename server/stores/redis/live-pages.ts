import type { Admission, LivePages } from '../../ports/live-pages.ts'
import type { RedisClient } from './connect.ts'
import { LIVE_PAGES_KEY, livePageKeys } from './keys.ts'
import { defineScript, px } from './script.ts'

const ADMIT = `
local all, network, wide = KEYS[1], KEYS[2], KEYS[3]
local id, ttl, perNetwork, perWide, perDeployment, reserved = ARGV[1], ARGV[2],
  tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
for _, key in ipairs(KEYS) do redis.call('ZREMRANGEBYSCORE', key, '-inf', now) end
if not redis.call('ZSCORE', all, id) then
  local own = redis.call('ZCARD', network)
  if own >= perNetwork or (wide and redis.call('ZCARD', wide) >= perWide) then return 'network-full' end
  if own == 0 then reserved = 0 end
  if redis.call('ZCARD', all) >= perDeployment - reserved then return 'deployment-full' end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + ttl, id)
  outlive(key, ttl)
end
return 'admitted'`

const LEAVE = `for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end`

const COUNT = `return redis.call('ZCOUNT', KEYS[1], now + 1, '+inf')`

/** Live pages of the deployment; all their sets share one tag, so that one script can judge them together. */
export function redisLivePages(client: RedisClient): LivePages {
  const admit = defineScript<Admission>(client, 'writes', ADMIT)
  const leave = defineScript<null>(client, 'writes', LEAVE)
  const count = defineScript<number>(client, 'reads', COUNT)

  return {
    admit: (page, caps, ttlMs) =>
      admit(
        livePageKeys(page),
        page.id,
        px(ttlMs),
        caps.perNetwork,
        caps.perWideNetwork,
        caps.perDeployment,
        caps.reserved,
      ),
    async leave(page) {
      await leave(livePageKeys(page), page.id)
    },
    count: () => count([LIVE_PAGES_KEY]),
  }
}
