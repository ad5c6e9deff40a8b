import { type LivePages, PAGE_STATES, type PageState } from '../../methods/pairing/live-pages.ts'
import { LIVE, liveKeys, SET_OF, STATE_KEYS } from './admission.ts'
import type { RedisClient } from './connection-options.ts'
import { defineScript, px } from './script.ts'

// Both find the set of the page's state by the score in the set of its network. If a page on another network took
// the place of this one, this one is still in that set, but in no state.
const KEEP = `${LIVE}
local id, ttl, state = ARGV[1], ARGV[2], ARGV[3]
local score = redis.call('ZSCORE', KEYS[5], id)
if not isLive(score) or redis.call('ZREM', KEYS[setOf(score)], id) == 0 then return end
put(KEYS[state + 1], id, ttl, 0)
for place = 5, #KEYS do
  redis.call('ZADD', KEYS[place], now + ttl + state / 8, id)
  redis.call('PEXPIRE', KEYS[place], ttl, 'GT')
end`

const LEAVE = `${SET_OF}
local score = redis.call('ZSCORE', KEYS[5], ARGV[1])
if not score then return end
redis.call('ZREM', KEYS[setOf(score)], ARGV[1])
for place = 5, #KEYS do redis.call('ZREM', KEYS[place], ARGV[1]) end`

const COUNT = `
local counts = {}
for place, key in ipairs(KEYS) do counts[place] = redis.call('ZCOUNT', key, now + 1, '+inf') end
return counts`

/** Live pages of the deployment, whose caps are judged together. */
export function redisLivePages(client: RedisClient): LivePages {
  const keep = defineScript<null>(client, 'writes', KEEP)
  const leave = defineScript<null>(client, 'writes', LEAVE)
  const count = defineScript<number[]>(client, 'reads', COUNT)

  return {
    async keep(page, state, ttlMs) {
      await keep(liveKeys(page), page.id, px(ttlMs), PAGE_STATES.indexOf(state))
    },
    async leave(page) {
      await leave(liveKeys(page), page.id)
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
