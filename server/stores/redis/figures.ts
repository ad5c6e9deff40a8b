import type { Figures, HotKey } from '../../ports/figures.ts'
import type { RedisClient } from './connection-options.ts'
import { FIGURES_KEY, HOT_KEYS_KEY } from './keys.ts'
import { defineScript } from './script.ts'

const MINUTE_MS = 60_000
const KEPT_MINUTES = 60
const MOST_HOT_KEYS = 1_000

// One hash, its fields named by minute and word; what has grown old goes when the first of a minute comes.
const ADD = `
local minute = math.floor(now / ${MINUTE_MS})
local began = tonumber(redis.call('HGET', KEYS[1], 'minute') or '0')
if began < minute then
  for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    local of = tonumber(string.match(field, '^(%d+) '))
    if of and of <= minute - ${KEPT_MINUTES} then redis.call('HDEL', KEYS[1], field) end
  end
  redis.call('HSET', KEYS[1], 'minute', minute)
  redis.call('PEXPIRE', KEYS[1], ${KEPT_MINUTES * MINUTE_MS})
end
local counts = tonumber(ARGV[1])
for place = 1, counts do
  redis.call('HINCRBY', KEYS[1], string.format('%.0f', minute) .. ' ' .. ARGV[2 * place], ARGV[2 * place + 1])
end
if redis.call('HLEN', KEYS[2]) >= ${MOST_HOT_KEYS} then
  local all = redis.call('HGETALL', KEYS[2])
  for place = 1, #all, 2 do
    if tonumber(string.match(all[place + 1], '^%d+')) <= now then redis.call('HDEL', KEYS[2], all[place]) end
  end
end
local rest = 2 + 2 * counts
for place = rest, #ARGV, 3 do
  local name, ends = ARGV[place], now + ARGV[place + 1]
  if redis.call('HEXISTS', KEYS[2], name) == 1 or redis.call('HLEN', KEYS[2]) < ${MOST_HOT_KEYS} then
    redis.call('HSET', KEYS[2], name, string.format('%.0f', ends) .. ' ' .. ARGV[place + 2])
    outlive(KEYS[2], ARGV[place + 1])
  end
end`

const MINUTES = `return { now, redis.call('HGETALL', KEYS[1]) }`

const HOT = `
local live = {}
local all = redis.call('HGETALL', KEYS[1])
for place = 1, #all, 2 do
  local ends, hot = string.match(all[place + 1], '^(%d+) (.*)$')
  if tonumber(ends) > now then
    live[#live + 1] = string.format('%.0f', tonumber(ends) - now)
    live[#live + 1] = hot
  end
end
return live`

/** Figures of the deployment. */
export function redisFigures(client: RedisClient): Figures {
  const add = defineScript<null>(client, 'writes', ADD)
  const minutes = defineScript<[number, string[]]>(client, 'reads', MINUTES)
  const hotKeys = defineScript<string[]>(client, 'reads', HOT)

  return {
    async add(counts, hot) {
      const words = Object.entries(counts).flat()
      const keys = hot.flatMap((one) => [`${one.rule} ${one.key}`, one.endsInMs, JSON.stringify(one)])
      await add([FIGURES_KEY, HOT_KEYS_KEY], words.length / 2, ...words, ...keys)
    },
    async minutes() {
      const [now, fields] = await minutes([FIGURES_KEY])
      const byMinute = new Map<number, Record<string, number>>()
      for (const [field, count] of pairs(fields)) {
        const [, minute, word] = /^(\d+) (.*)$/.exec(field) ?? []
        if (!minute || !word) continue
        const counts = byMinute.get(Number(minute)) ?? {}
        byMinute.set(Number(minute), Object.assign(counts, { [word]: Number(count) }))
      }
      return [...byMinute]
        .filter(([minute]) => minute > Math.floor(now / MINUTE_MS) - KEPT_MINUTES)
        .sort(([one], [other]) => other - one)
        .map(([minute, counts]) => ({ agoMs: now - minute * MINUTE_MS, counts }))
    },
    async hotKeys(most) {
      const live = pairs(await hotKeys([HOT_KEYS_KEY])).map(
        ([left, text]) => ({ ...JSON.parse(text), endsInMs: Number(left) }) as HotKey,
      )
      return live.sort((one, other) => other.spent / other.points - one.spent / one.points).slice(0, most)
    },
  }
}

function pairs(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, place) => [
    flat[2 * place] ?? '',
    flat[2 * place + 1] ?? '',
  ])
}
