import {
  type Admission,
  type LivePages,
  PAGE_STATES,
  type PageState,
} from '../../methods/pairing/live-pages.ts'
import type { RedisClient } from './connection-options.ts'
import { LIVE_PAGES_KEY, liveNetworkKey, livePageKeys, liveStateKey } from './keys.ts'
import { defineScript, px } from './script.ts'

// The first four keys are the sets of the states, in the order of PAGE_STATES.
const ADMIT = `
local all, network, wide = KEYS[5], KEYS[6], KEYS[7]
local id, ttl, perNetwork, perWide, perDeployment, reserved = ARGV[1], ARGV[2],
  tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
for _, key in ipairs(KEYS) do redis.call('ZREMRANGEBYSCORE', key, '-inf', now) end
local older = ARGV[7] ~= '' and not redis.call('ZSCORE', KEYS[4], ARGV[7]) and ARGV[7]
local function taken(key)
  return redis.call('ZCARD', key) - (older and redis.call('ZSCORE', key, older) and 1 or 0)
end
if not redis.call('ZSCORE', all, id) then
  local own = taken(network)
  if own >= perNetwork or (wide and taken(wide) >= perWide) then return 'network-full' end
  if own == 0 then reserved = 0 end
  if taken(all) >= perDeployment - reserved then return 'deployment-full' end
end
for place, key in ipairs(KEYS) do
  if older then redis.call('ZREM', key, older) end
  if place == 1 or place > 4 then
    redis.call('ZADD', key, now + ttl, id)
    outlive(key, ttl)
  else
    redis.call('ZREM', key, id)
  end
end
return 'admitted'`

const KEEP = `
local score = redis.call('ZSCORE', KEYS[5], ARGV[1])
if not score or tonumber(score) <= now then return end
for place, key in ipairs(KEYS) do
  if place > 4 or place == tonumber(ARGV[3]) then
    redis.call('ZADD', key, now + ARGV[2], ARGV[1])
    outlive(key, ARGV[2])
  else
    redis.call('ZREM', key, ARGV[1])
  end
end`

const LEAVE = `for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end`

const COUNT = `
local counts = {}
for place, key in ipairs(KEYS) do counts[place] = redis.call('ZCOUNT', key, '(' .. string.format('%.0f', now), '+inf') end
return counts`

const STATE_KEYS = PAGE_STATES.map(liveStateKey)

/** Live pages of the deployment. All their sets share one tag, so that one script can check them together. */
export function redisLivePages(client: RedisClient): LivePages {
  const admit = defineScript<Admission>(client, 'writes', ADMIT)
  const keep = defineScript<null>(client, 'writes', KEEP)
  const leave = defineScript<null>(client, 'writes', LEAVE)
  const count = defineScript<number[]>(client, 'reads', COUNT)

  async function countOne(key: string): Promise<number> {
    const [live = 0] = await count([key])
    return live
  }

  return {
    admit: (page, caps, ttlMs, older) =>
      admit(
        [...STATE_KEYS, ...livePageKeys(page)],
        page.id,
        px(ttlMs),
        caps.perNetwork,
        caps.perWideNetwork,
        caps.perDeployment,
        caps.reserved,
        older ?? '',
      ),
    async keep(page, state, ttlMs) {
      const place = PAGE_STATES.indexOf(state) + 1
      await keep([...STATE_KEYS, ...livePageKeys(page)], page.id, px(ttlMs), place)
    },
    async leave(page) {
      await leave([...STATE_KEYS, ...livePageKeys(page)], page.id)
    },
    count: () => countOne(LIVE_PAGES_KEY),
    countOn: (network) => countOne(liveNetworkKey(network)),
    async countByState() {
      const counts = await count(STATE_KEYS)
      const entries = PAGE_STATES.map((state, place) => [state, counts[place] ?? 0])
      return Object.fromEntries(entries) as Record<PageState, number>
    },
  }
}
