import { MOST_NODES, NODE_KEPT_MS, type Nodes, type NodeWord } from '../../admin/nodes.ts'
import type { RedisClient } from './connection-options.ts'
import { NODES_KEY } from './keys.ts'
import { defineScript } from './script.ts'

// One hash: what each node said last, and when. A node that was silent for long is deleted when another one speaks.
const BEAT = `
local all = redis.call('HGETALL', KEYS[1])
local others = 0
for place = 1, #all, 2 do
  if tonumber(string.match(all[place + 1], '^%d+')) <= now - ${NODE_KEPT_MS} then
    redis.call('HDEL', KEYS[1], all[place])
  elseif all[place] ~= ARGV[1] then
    others = others + 1
  end
end
if others >= ${MOST_NODES} then return end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
redis.call('PEXPIRE', KEYS[1], ${NODE_KEPT_MS})`

const LEAVE = `redis.call('HDEL', KEYS[1], ARGV[1])`

const LIST = `return { now, redis.call('HGETALL', KEYS[1]) }`

/** The nodes of the deployment. */
export function redisNodes(client: RedisClient): Nodes {
  const beat = defineScript<null>(client, 'writes', BEAT)
  const leave = defineScript<null>(client, 'writes', LEAVE)
  const list = defineScript<[number, string[]]>(client, 'reads', LIST)
  return {
    async beat(word) {
      await beat([NODES_KEY], word.id, JSON.stringify(word))
    },
    async leave(id) {
      await leave([NODES_KEY], id)
    },
    async list() {
      const [now, fields] = await list([NODES_KEY])
      return fields
        .filter((_, place) => place % 2 === 1)
        .map((text) => {
          const space = text.indexOf(' ')
          const word = JSON.parse(text.slice(space + 1)) as NodeWord
          return { ...word, agoMs: Math.max(0, now - Number(text.slice(0, space))) }
        })
        .filter(({ agoMs }) => agoMs < NODE_KEPT_MS)
        .sort((one, other) => other.upMs + other.agoMs - one.upMs - one.agoMs)
    },
  }
}
