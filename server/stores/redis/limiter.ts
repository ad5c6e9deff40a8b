import type { Limiter, Spending } from '../../limits/limiter.ts'
import { ask } from './ask.ts'
import type { RedisClient } from './connection-options.ts'
import { limitKey, MARKER_KEY } from './keys.ts'
import { AGE } from './lua.ts'
import { defineScript } from './script.ts'

// The window begins with its first point, and no later one moves it.
const SPEND = `
local function spend(key, window)
  if redis.call('SET', key, 1, 'PX', window, 'NX') then return { 1, tonumber(window) } end
  return { redis.call('INCR', key), redis.call('PTTL', key) }
end`

const SPEND_GUESS = `${AGE}${SPEND}
local spent = spend(KEYS[1], ARGV[1])
return { spent[1], spent[2], age(KEYS[2]) }`

const USAGE = `
local spent = redis.call('GET', KEYS[1])
return spent and { tonumber(spent), redis.call('PTTL', KEYS[1]) } or { 0, 0 }`

// Gives nothing back if the window is over: a count below zero would be a credit in the next one.
const GIVE_BACK = `if tonumber(redis.call('GET', KEYS[1]) or 0) > 0 then redis.call('DECR', KEYS[1]) end`

/** Budgets of the whole deployment. */
export function redisLimiter(client: RedisClient): Limiter {
  const spend = defineScript<[number, number]>(client, 'writes', `${SPEND}\nreturn spend(KEYS[1], ARGV[1])`)
  const spendGuess = defineScript<[number, number, number]>(client, 'writes', SPEND_GUESS)
  const usage = defineScript<[number, number]>(client, 'reads', USAGE)
  const giveBack = defineScript<null>(client, 'writes', GIVE_BACK)

  return {
    async spend({ name, points, windowMs, guess }, key): Promise<Spending> {
      const counted = limitKey(name, key)
      const [spent, endsInMs, storeAgeMs] = guess
        ? await spendGuess([counted, MARKER_KEY], windowMs)
        : [...(await spend([counted], windowMs)), Number.POSITIVE_INFINITY]
      const told = { spent, endsInMs, storeAgeMs }
      return spent <= points
        ? { allowed: true, ...told }
        : { allowed: false, retryAfterMs: endsInMs, ...told }
    },
    async usage({ name }, key) {
      const [spent, endsInMs] = await usage([limitKey(name, key)])
      return { spent, endsInMs }
    },
    async giveBack({ name }, key) {
      await giveBack([limitKey(name, key)])
    },
    async clear({ name }, key) {
      await ask(client.del(limitKey(name, key)))
    },
  }
}
