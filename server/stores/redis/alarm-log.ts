import type { Alarm } from '../../../shared/admin.ts'
import type { AccountId } from '../../../shared/ids.ts'
import {
  ALARM_OVER_MS,
  ALARMS_KEPT_MS,
  type AlarmLog,
  type AlarmSpan,
  MOST_ALARMS,
} from '../../admin/alarm-log.ts'
import type { RedisClient } from './connection-options.ts'
import { ALARMS_KEY } from './keys.ts'
import { defineScript } from './script.ts'

// One hash. A field is `kind-began`; its value is `last most network by at`, with a dash for each missing part.
const PARTS = `
local function parts(text) return string.match(text, '^(%d+) (%S+) (%S+) (%S+) (%S+)$') end
local function write(id, last, most, network, by, at)
  local text = string.format('%.0f', last) .. ' ' .. most .. ' ' .. network .. ' ' .. by .. ' ' .. at
  redis.call('HSET', KEYS[1], id, text)
end
`

const NOTE = `${PARTS}
local all = redis.call('HGETALL', KEYS[1])
local going, count = {}, 0
for place = 1, #all, 2 do
  local last = tonumber((parts(all[place + 1])))
  if last <= now - ${ALARMS_KEPT_MS} then
    redis.call('HDEL', KEYS[1], all[place])
  else
    count = count + 1
    if now - last <= ${ALARM_OVER_MS} then going[string.match(all[place], '^(.*)%-%d+$')] = all[place] end
  end
end
for place = 1, #ARGV, 3 do
  local kind, figure, network = ARGV[place], ARGV[place + 1], ARGV[place + 2]
  local id = going[kind]
  if id then
    local _, most, from, by, at = parts(redis.call('HGET', KEYS[1], id))
    if (tonumber(figure) or 0) > (tonumber(most) or 0) then most, from = figure, network end
    write(id, now, most, from, by, at)
  else
    write(kind .. '-' .. string.format('%.0f', now), now, figure, network, '-', '-')
    count = count + 1
  end
end
while count > ${MOST_ALARMS} do
  local stalest, noted
  local held = redis.call('HGETALL', KEYS[1])
  for place = 1, #held, 2 do
    local last = tonumber((parts(held[place + 1])))
    if not noted or last < noted then stalest, noted = held[place], last end
  end
  redis.call('HDEL', KEYS[1], stalest)
  count = count - 1
end
if count > 0 then redis.call('PEXPIRE', KEYS[1], ${ALARMS_KEPT_MS}) end`

const ACKNOWLEDGE = `${PARTS}
local text = redis.call('HGET', KEYS[1], ARGV[1])
if not text then return 0 end
local last, most, network, by = parts(text)
if by ~= '-' then return 0 end
write(ARGV[1], tonumber(last), most, network, ARGV[2], string.format('%.0f', now))
return 1`

const TAKE_BACK = `${PARTS}
local text = redis.call('HGET', KEYS[1], ARGV[1])
if not text then return end
local last, most, network, by = parts(text)
if by == ARGV[2] then write(ARGV[1], tonumber(last), most, network, '-', '-') end`

const LIST = `return { now, redis.call('HGETALL', KEYS[1]) }`

/** The alarms of the deployment. */
export function redisAlarmLog(client: RedisClient): AlarmLog {
  const note = defineScript<null>(client, 'writes', NOTE)
  const acknowledge = defineScript<0 | 1>(client, 'writes', ACKNOWLEDGE)
  const takeBack = defineScript<null>(client, 'writes', TAKE_BACK)
  const list = defineScript<[number, string[]]>(client, 'reads', LIST)
  return {
    async note(alarms) {
      const words = alarms.flatMap(({ kind, figure, network }) => [kind, figure ?? '-', network ?? '-'])
      await note([ALARMS_KEY], ...words)
    },
    async list() {
      const [now, fields] = await list([ALARMS_KEY])
      return Array.from({ length: fields.length / 2 }, (_, place) =>
        spanOf(now, fields[2 * place] ?? '', fields[2 * place + 1] ?? ''),
      )
        .filter(({ lastAgoMs }) => lastAgoMs < ALARMS_KEPT_MS)
        .sort((one, other) => one.beganAgoMs - other.beganAgoMs)
    },
    acknowledge: async (id, by) => (await acknowledge([ALARMS_KEY], id, by)) === 1,
    async takeBack(id, by) {
      await takeBack([ALARMS_KEY], id, by)
    },
  }
}

function spanOf(now: number, id: string, text: string): AlarmSpan {
  const [last = '', most = '', network = '', by = '', at = ''] = text.split(' ')
  const dash = id.lastIndexOf('-')
  return {
    id,
    kind: id.slice(0, dash) as Alarm['kind'],
    most: most === '-' ? null : Number(most),
    network: network === '-' ? null : network,
    beganAgoMs: now - Number(id.slice(dash + 1)),
    lastAgoMs: now - Number(last),
    seen: by === '-' ? null : { by: by as AccountId, agoMs: now - Number(at) },
  }
}
