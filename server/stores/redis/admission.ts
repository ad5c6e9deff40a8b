import { type LivePage, PAGE_STATES } from '../../methods/pairing/live-pages.ts'
import type { Asked } from '../../methods/pairing/risk/surroundings-store.ts'
import { liveStateKey, placeKeys } from './keys.ts'
import { px } from './script.ts'

/** The keys of the sets of the states, in the order of PAGE_STATES. */
export const STATE_KEYS = PAGE_STATES.map(liveStateKey)

/** The sets of the states, in the order of PAGE_STATES, and then the sets of the places that a page takes. */
export const liveKeys = (page: LivePage) => [...STATE_KEYS, ...placeKeys(page)]

/** `setOf(score)`: the key of the set of a page's state, from the page's score in the set of its network. */
export const SET_OF = `local function setOf(score) return (score % 1) * 8 + 1 end`

/**
 * Each live page is in the set of its state and in the sets of its places: that of its network, and that of its
 * wide network if it has one. The score is the end. In the set of a place, the fraction of the score is the state,
 * in eighths, so that a script that moves a page knows in which set it is.
 */
export const LIVE = `
${SET_OF}
local function isLive(score) return score and math.floor(score) > now end
local function put(key, id, ttl, state)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  redis.call('ZADD', key, now + ttl + state / 8, id)
  outlive(key, ttl)
end`

/**
 * `admit(keys, id, ttl, perNetwork, perWide, perDeployment, reserved, older)`. The keys are those of `liveKeys`, and
 * the rest is what `admissionArgs` gives.
 */
export const ADMIT = `${LIVE}
local function admit(keys, id, ttl, perNetwork, perWide, perDeployment, reserved, older)
  local network, wide = keys[5], keys[6]
  older = older ~= '' and not redis.call('ZSCORE', keys[4], older) and older
  local function taken(key)
    local live = redis.call('ZCOUNT', key, now + 1, '+inf')
    return live - (older and isLive(redis.call('ZSCORE', key, older)) and 1 or 0)
  end
  local score = redis.call('ZSCORE', network, id)
  if not isLive(score) then
    local own = taken(network)
    if own >= tonumber(perNetwork) or (wide and taken(wide) >= tonumber(perWide)) then return 'network-full' end
    local all = 0
    for place = 1, 4 do all = all + taken(keys[place]) end
    if all >= perDeployment - (own > 0 and reserved or 0) then return 'deployment-full' end
  else
    redis.call('ZREM', keys[setOf(score)], id)
  end
  for place, key in ipairs(keys) do
    if older then redis.call('ZREM', key, older) end
    if place == 1 or place > 4 then put(key, id, ttl, 0) end
  end
  return 'admitted'
end`

/** The arguments of `admit` after its keys. */
export function admissionArgs({ page, caps, ttlMs, older }: NonNullable<Asked['admit']>) {
  const { perNetwork, perWideNetwork, perDeployment, reserved } = caps
  return [page.id, px(ttlMs), perNetwork, perWideNetwork, perDeployment, reserved, older ?? '']
}
