import type { Redis } from 'ioredis'

/** Brings every key nearer to its end, and the members of sets, which are scored by theirs; hints in microseconds. */
const MOVE_BACK = `
for _, key in ipairs(redis.call('KEYS', '*')) do
  local left = redis.call('PTTL', key)
  if left > 0 and left <= tonumber(ARGV[1]) then
    redis.call('DEL', key)
  elseif left > 0 then
    redis.call('PEXPIRE', key, left - ARGV[1])
    if redis.call('TYPE', key).ok == 'zset' then
      local by = string.match(key, '^rekey:{risk}:hints:') and ARGV[1] * 1000 or ARGV[1]
      for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, -by, member) end
    end
  end
end`

const COUNT = `
local held = { 0, 0, 0, 0, 0 }
for _, key in ipairs(redis.call('KEYS', '*')) do
  if string.match(key, ':pairing$') then held[1] = held[1] + 1
  elseif string.match(key, '^rekey:{risk}:hints:') then held[2] = held[2] + 1
  elseif string.match(key, '^rekey:{risk}:limit:') then held[3] = held[3] + 1
  elseif string.match(key, '^rekey:{risk}:marks:') then
    local time = redis.call('TIME')
    held[4] = held[4] + redis.call('ZCOUNT', key, time[1] * 1000, '+inf')
  elseif string.match(key, '^rekey:{risk}:live:state:') then held[5] = held[5] + redis.call('ZCARD', key) end
end
return held`

const BYTE_SECONDS = `
local sum = 0
for _, key in ipairs(redis.call('KEYS', '*')) do
  if not string.match(key, '^rekey:{figures}') then
    sum = sum + redis.call('MEMORY', 'USAGE', key) * math.max(0, redis.call('PTTL', key)) / 1000
  end
end
return tostring(sum)`

/** The bytes of each key times the seconds that it has left, but for the console’s: those are bounded, however many recover. */
export async function byteSeconds(client: Redis): Promise<number> {
  return Number(await client.eval(BYTE_SECONDS, 0))
}

/** Everything in Redis was written that much earlier. */
export async function moveRedisBack(client: Redis, ms: number): Promise<void> {
  await client.eval(MOVE_BACK, 0, ms)
}

/** What Redis holds, in the words of the memory stores. */
export async function countRedis(client: Redis): Promise<Readonly<Record<string, number>>> {
  const [records, words, keys, marks, live] = (await client.eval(COUNT, 0)) as number[]
  return { records: records!, words: words!, keys: keys!, marks: marks!, 'live pages': live! }
}
