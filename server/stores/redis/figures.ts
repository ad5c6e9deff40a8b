import { type Figures, type HotKey, KEPT_HOURS, MOST_SOURCES, SOURCE_MINUTES } from '../../limits/figures.ts'
import { sumSources } from '../sum-sources.ts'
import type { RedisClient } from './connection-options.ts'
import { FIGURES_KEY, HOT_KEYS_KEY, HOURS_KEY, SOURCES_KEY } from './keys.ts'
import { defineScript } from './script.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const KEPT_MINUTES = 60
const MOST_HOT_KEYS = 1_000

/** Slots of one length: one hash, whose fields are named by slot and word. */
interface Slots {
  readonly ms: number
  readonly kept: number
}

const MINUTES: Slots = { ms: MINUTE_MS, kept: KEPT_MINUTES }
const HOURS: Slots = { ms: HOUR_MS, kept: KEPT_HOURS }
const SOURCES: Slots = { ms: MINUTE_MS, kept: SOURCE_MINUTES }

// Old fields are deleted when a new slot begins. The field `minute` names the running slot; `words` counts its words
// where their number is bounded.
const ADD = `
local at = 1
local function take(key, ms, kept, most)
  local count = tonumber(ARGV[at])
  at = at + 1
  if count == 0 then return end
  local slot = math.floor(now / ms)
  local began = tonumber(redis.call('HGET', key, 'minute') or '0')
  if began < slot then
    for _, field in ipairs(redis.call('HKEYS', key)) do
      local of = tonumber(string.match(field, '^(%d+) '))
      if of and of <= slot - kept then redis.call('HDEL', key, field) end
    end
    redis.call('HSET', key, 'minute', slot)
    if most > 0 then redis.call('HSET', key, 'words', 0) end
    redis.call('PEXPIRE', key, kept * ms)
  end
  for _ = 1, count do
    local field = string.format('%.0f', slot) .. ' ' .. ARGV[at]
    local known = most == 0 or redis.call('HEXISTS', key, field) == 1
    if not known and tonumber(redis.call('HGET', key, 'words') or '0') < most then
      redis.call('HINCRBY', key, 'words', 1)
      known = true
    end
    if known then redis.call('HINCRBY', key, field, ARGV[at + 1]) end
    at = at + 2
  end
end
take(KEYS[1], ${MINUTES.ms}, ${MINUTES.kept}, 0)
take(KEYS[2], ${HOURS.ms}, ${HOURS.kept}, 0)
take(KEYS[3], ${SOURCES.ms}, ${SOURCES.kept}, ${MOST_SOURCES})
if redis.call('HLEN', KEYS[4]) >= ${MOST_HOT_KEYS} then
  local all = redis.call('HGETALL', KEYS[4])
  for place = 1, #all, 2 do
    if tonumber(string.match(all[place + 1], '^%d+')) <= now then redis.call('HDEL', KEYS[4], all[place]) end
  end
end
for place = at, #ARGV, 3 do
  local name, ends = ARGV[place], now + ARGV[place + 1]
  if redis.call('HEXISTS', KEYS[4], name) == 1 or redis.call('HLEN', KEYS[4]) < ${MOST_HOT_KEYS} then
    redis.call('HSET', KEYS[4], name, string.format('%.0f', ends) .. ' ' .. ARGV[place + 2])
    outlive(KEYS[4], ARGV[place + 1])
  end
end`

const READ = `return { now, redis.call('HGETALL', KEYS[1]) }`

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
  const read = defineScript<[number, string[]]>(client, 'reads', READ)
  const hotKeys = defineScript<string[]>(client, 'reads', HOT)

  /** Newest first. */
  async function list(key: string, { ms, kept }: Slots) {
    const [now, fields] = await read([key])
    const bySlot = new Map<number, Record<string, number>>()
    for (const [field, count] of pairs(fields)) {
      const [, slot, word] = /^(\d+) (.*)$/.exec(field) ?? []
      if (!slot || !word) continue
      const counts = bySlot.get(Number(slot)) ?? {}
      bySlot.set(Number(slot), Object.assign(counts, { [word]: Number(count) }))
    }
    return [...bySlot]
      .filter(([slot]) => slot > Math.floor(now / ms) - kept)
      .sort(([one], [other]) => other - one)
      .map(([slot, counts]) => ({ agoMs: now - slot * ms, counts }))
  }

  return {
    async add(counts, hot, { totals, sources } = { totals: {}, sources: [] }) {
      const from = sources.map(({ measure, network, count }) => [`${measure} ${network}`, count] as const)
      const words = [Object.entries(counts), Object.entries(totals), from].flatMap((some) => [
        some.length,
        ...some.flat(),
      ])
      const keys = hot.flatMap((one) => [`${one.rule} ${one.key}`, one.endsInMs, JSON.stringify(one)])
      await add([FIGURES_KEY, HOURS_KEY, SOURCES_KEY, HOT_KEYS_KEY], ...words, ...keys)
    },
    minutes: () => list(FIGURES_KEY, MINUTES),
    hours: () => list(HOURS_KEY, HOURS),
    sources: async () => sumSources((await list(SOURCES_KEY, SOURCES)).map(({ counts }) => counts)),
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
