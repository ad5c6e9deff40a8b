// Lua functions that several scripts use. Each needs `now`, which script.ts gives to every script that asks for it.

/** The most hints under one index word. The ones that end first make room. */
const MOST_HINTS = 500

/**
 * `fileHint(key, id, ttl)`. The score is the end in microseconds, so that two hints of the same millisecond keep their
 * order. Hints that have ended make room first. The key lives as long as its newest hint.
 */
export const FILE_HINT = `
local function fileHint(key, id, ttl)
  local isNew = redis.call('ZADD', key, time[1] * 1000000 + time[2] + ttl * 1000, id) == 1
  if isNew and redis.call('ZREMRANGEBYSCORE', key, '-inf', now * 1000) == 0 then
    redis.call('ZREMRANGEBYRANK', key, 0, ${-MOST_HINTS - 1})
  end
  redis.call('PEXPIRE', key, ttl)
end`

/** `hints(key, most)`: ids, the newest first. */
export const HINTS = `
local function hints(key, most)
  return redis.call('ZREVRANGEBYSCORE', key, '+inf', now * 1000, 'LIMIT', 0, most)
end`

/** `lockedMs(key)`: how much longer a subject is locked, in milliseconds. */
export const LOCKED_MS = `
local function lockedMs(key)
  local last = redis.call('ZREVRANGE', key, 0, 0, 'WITHSCORES')
  return last[2] and math.max(0, tonumber(last[2]) - now) or 0
end`

/** `age(key)`: the age of this Redis in milliseconds. The marker never expires, so it is gone only if Redis was emptied. */
export const AGE = `
local function age(key)
  local born = redis.call('GET', key)
  if not born then redis.call('SET', key, string.format('%.0f', now)) end
  return now - (born or now)
end`
