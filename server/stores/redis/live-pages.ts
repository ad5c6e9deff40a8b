import {
  type Admission,
  type LivePage,
  type LivePages,
  PAGE_STATES,
  type PageState,
} from '../../methods/pairing/live-pages.ts'
import type { RedisClient } from './connection-options.ts'
import { liveStateKey, placeKeys } from './keys.ts'
import { defineScript, px } from './script.ts'

// The first four keys are the sets of the states, in the order of PAGE_STATES; each live page is in one of them. The
// others are the places that it takes: its network's, and its wide network's if it has one. The score is the end.
const SETS = `
local approved, network, wide = KEYS[4], KEYS[5], KEYS[6]
local function put(key, id, ttl)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  redis.call('ZADD', key, now + ttl, id)
  outlive(key, ttl)
end`

const ADMIT = `${SETS}
local id, ttl, perNetwork, perWide, perDeployment, reserved = ARGV[1], ARGV[2],
  tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local older = ARGV[7] ~= '' and not redis.call('ZSCORE', approved, ARGV[7]) and ARGV[7]
local function taken(key)
  local live = redis.call('ZCOUNT', key, now + 1, '+inf')
  local score = older and redis.call('ZSCORE', key, older)
  return live - (score and tonumber(score) > now and 1 or 0)
end
local score = redis.call('ZSCORE', network, id)
local isIn = score and tonumber(score) > now
if not isIn then
  local own = taken(network)
  if own >= perNetwork or (wide and taken(wide) >= perWide) then return 'network-full' end
  if own == 0 then reserved = 0 end
  local all = 0
  for place = 1, 4 do all = all + taken(KEYS[place]) end
  if all >= perDeployment - reserved then return 'deployment-full' end
end
for place, key in ipairs(KEYS) do
  if older then redis.call('ZREM', key, older) end
  if isIn and place > 1 and place < 5 then redis.call('ZREM', key, id) end
  if place == 1 or place > 4 then put(key, id, ttl) end
end
return 'admitted'`

const KEEP = `${SETS}
local score
for place = 1, 4 do score = score or redis.call('ZSCORE', KEYS[place], ARGV[1]) end
if not score or tonumber(score) <= now then return end
for place, key in ipairs(KEYS) do
  if place == tonumber(ARGV[3]) then
    put(key, ARGV[1], ARGV[2])
  elseif place > 4 then
    redis.call('ZADD', key, now + ARGV[2], ARGV[1])
    outlive(key, ARGV[2])
  else
    redis.call('ZREM', key, ARGV[1])
  end
end`

const LEAVE = `for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end`

const COUNT = `
local counts = {}
for place, key in ipairs(KEYS) do counts[place] = redis.call('ZCOUNT', key, now + 1, '+inf') end
return counts`

const STATE_KEYS = PAGE_STATES.map(liveStateKey)
const keysOf = (page: LivePage) => [...STATE_KEYS, ...placeKeys(page)]

/** Live pages of the deployment, whose caps are judged together. */
export function redisLivePages(client: RedisClient): LivePages {
  const admit = defineScript<Admission>(client, 'writes', ADMIT)
  const keep = defineScript<null>(client, 'writes', KEEP)
  const leave = defineScript<null>(client, 'writes', LEAVE)
  const count = defineScript<number[]>(client, 'reads', COUNT)

  return {
    admit: (page, caps, ttlMs, older) =>
      admit(
        keysOf(page),
        page.id,
        px(ttlMs),
        caps.perNetwork,
        caps.perWideNetwork,
        caps.perDeployment,
        caps.reserved,
        older ?? '',
      ),
    async keep(page, state, ttlMs) {
      await keep(keysOf(page), page.id, px(ttlMs), PAGE_STATES.indexOf(state) + 1)
    },
    async leave(page) {
      await leave(keysOf(page), page.id)
    },
    async count() {
      return (await count(STATE_KEYS)).reduce((sum, live) => sum + live, 0)
    },
    async countByState() {
      const counts = await count(STATE_KEYS)
      const entries = PAGE_STATES.map((state, place) => [state, counts[place] ?? 0])
      return Object.fromEntries(entries) as Record<PageState, number>
    },
  }
}
