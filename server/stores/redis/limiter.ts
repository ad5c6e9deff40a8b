import { surePoints } from '../../limits/judge-spending.ts'
import type { Limiter } from '../../limits/limiter.ts'
import { ask } from './ask.ts'
import type { RedisClient } from './connection-options.ts'
import { limitKey, MARKER_KEY } from './keys.ts'
import { AGE } from './lua.ts'
import { defineScript } from './script.ts'

// For each line: its window, and how many of its points are allowed in any case. A window begins with its first
// point, and later points do not move it.
const SPEND = `
local function spend(key, window)
  if redis.call('SET', key, 1, 'PX', window, 'NX') then return { 1, tonumber(window) } end
  return { redis.call('INCR', key), redis.call('PTTL', key) }
end
local spendings = {}
for place = 1, #ARGV / 2 do
  spendings[place] = spend(KEYS[place], ARGV[2 * place - 1])
  if spendings[place][1] > tonumber(ARGV[2 * place]) then break end
end`

const SPEND_GUESS = `${AGE}${SPEND}
return { spendings, age(KEYS[#KEYS]) }`

type Spent = [spent: number, endsInMs: number][]

const USAGE = `
local usages = {}
for place, key in ipairs(KEYS) do
  local spent = redis.call('GET', key)
  usages[place] = spent and { tonumber(spent), redis.call('PTTL', key) } or { 0, 0 }
end
return usages`

// Gives nothing back if the window is over: a count below zero would be a credit in the next one.
const GIVE_BACK = `if tonumber(redis.call('GET', KEYS[1]) or 0) > 0 then redis.call('DECR', KEYS[1]) end`

/** Budgets of the whole deployment. */
export function redisLimiter(client: RedisClient): Limiter {
  const spend = defineScript<[Spent]>(client, 'writes', `${SPEND}\nreturn { spendings }`)
  const spendGuess = defineScript<[Spent, ageMs: number]>(client, 'writes', SPEND_GUESS)
  const usage = defineScript<Spent>(client, 'reads', USAGE)
  const giveBack = defineScript<null>(client, 'writes', GIVE_BACK)

  return {
    async spend(lines) {
      const counted = lines.map(([{ name }, key]) => limitKey(name, key))
      const args = lines.flatMap(([rule]) => [rule.windowMs, surePoints(rule)])
      const [spendings, ageMs = 0] = lines.some(([{ guess }]) => guess)
        ? await spendGuess([...counted, MARKER_KEY], ...args)
        : await spend(counted, ...args)
      return spendings.map(([spent, endsInMs], place) => {
        const storeAgeMs = lines[place]?.[0].guess ? ageMs : Number.POSITIVE_INFINITY
        return { spent, endsInMs, storeAgeMs }
      })
    },
    async usage({ name }, keys) {
      const usages = await usage(keys.map((key) => limitKey(name, key)))
      return usages.map(([spent, endsInMs]) => ({ spent, endsInMs }))
    },
    async giveBack({ name }, key) {
      await giveBack([limitKey(name, key)])
    },
    async clear({ name }, key) {
      await ask(client.del(limitKey(name, key)))
    },
  }
}
