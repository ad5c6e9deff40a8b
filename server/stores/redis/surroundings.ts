import type { PairingId } from '../../../shared/ids.ts'
import { DUAL_REASONS } from '../../../shared/pairing.ts'
import type { Admission } from '../../methods/pairing/live-pages.ts'
import type { SurroundingsStore } from '../../methods/pairing/risk/surroundings-store.ts'
import { ADMIT, admissionArgs, liveKeys } from './admission.ts'
import type { RedisClient } from './connection-options.ts'
import { hintsKey, limitKey, liveNetworkKey, lockSubjectKey, MARKER_KEY, marksKey } from './keys.ts'
import { AGE, FILE_HINT, HINTS, LOCKED_MS } from './lua.ts'
import { defineScript, px } from './script.ts'

// For each kind of question, the next argument says how many keys it has. Each key has its own arguments. The
// arguments of an admission come after the number of its keys, and begin with their own number.
const READ = `
${ADMIT}${AGE}${FILE_HINT}${HINTS}${LOCKED_MS}
local key, argument = 0, 0
local function given()
  argument = argument + 1
  return ARGV[argument]
end
local function each(answer)
  local answers = {}
  for place = 1, tonumber(given()) do
    key = key + 1
    answers[place] = answer(KEYS[key])
  end
  return answers
end
local places = each(function(place) return place end)
if #places > 0 then
  local count = given()
  local last = argument + count
  local admission = admit(places, unpack(ARGV, argument + 1, last))
  if admission ~= 'admitted' then return { now, admission, {}, {}, {}, {}, {}, 0 } end
  argument = last
end
each(function(filed)
  local id = given()
  fileHint(filed, id, given())
end)
local found = each(function(index) return hints(index, given()) end)
local locks = each(lockedMs)
local marks = each(function(subject) return redis.call('ZRANGEBYSCORE', subject, now + 1, '+inf') end)
local live = each(function(network) return redis.call('ZCOUNT', network, now + 1, '+inf') end)
local ages = each(age)
local budgets = each(function(budget) return budget end)
local spent = 0
if #budgets > 0 then
  for _, points in ipairs(redis.call('MGET', unpack(budgets))) do spent = spent + (tonumber(points) or 0) end
end
return { now, 'admitted', found, locks, marks, live, ages, spent }`

type Answer = [
  now: number,
  admission: Admission,
  hints: PairingId[][],
  locks: number[],
  marks: string[][],
  live: number[],
  ages: number[],
  spent: number,
]

/** What is around a page, in one step. A mark that this code does not know is not read. */
export function redisSurroundings(client: RedisClient): SurroundingsStore {
  const read = defineScript<Answer>(client, 'writes', READ)

  return {
    async read({ admit, file, hints = [], locks = [], marks = [], liveOn, age, budgets = [] }) {
      const questions = [
        file ? [[hintsKey(file.index), file.id, px(file.ttlMs)] as const] : [],
        hints.map(({ index, most }) => [hintsKey(index), most] as const),
        locks.map((subject) => [lockSubjectKey(subject)] as const),
        marks.map((subject) => [marksKey(subject)] as const),
        liveOn === undefined ? [] : [[liveNetworkKey(liveOn)] as const],
        age ? [[MARKER_KEY] as const] : [],
        budgets.map(({ rule, key }) => [limitKey(rule, key)] as const),
      ]
      const places = admit ? liveKeys(admit.page) : []
      const keys = [...places, ...questions.flat().map(([key]) => key)]
      const args = questions.flatMap((kind) => [kind.length, ...kind.flatMap(([, ...more]) => more)])
      const wish = admit ? admissionArgs(admit) : []
      const admitting = admit ? [places.length, wish.length, ...wish] : [0]
      const [now, admission, found, lockedMs, stuck, live, ages, spent] = await read(
        keys,
        ...admitting,
        ...args,
      )
      return {
        now,
        admission: admit ? admission : null,
        storeAgeMs: ages[0] ?? 0,
        hints: new Map(hints.map(({ index }, place) => [index, found[place] ?? []])),
        lockedMs: Math.max(0, ...lockedMs),
        marks: new Map(marks.map((subject, place) => [subject, known(stuck[place] ?? [])])),
        livePages: live[0] ?? 0,
        spent,
      }
    },
  }
}

function known(words: readonly string[]) {
  return DUAL_REASONS.filter((reason) => words.includes(reason))
}
