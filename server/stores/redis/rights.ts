import type { RedisClient } from './connection-options.ts'
import { MARKER_KEY } from './keys.ts'
import { defineScript } from './script.ts'

/** Commands on a key, by the number of arguments after it. */
const ON_KEY: readonly (readonly [more: number, names: string])[] = [
  [0, 'get mget del incr decr pttl hgetall hkeys hlen'],
  [1, 'hget hdel hexists zrem zscore pexpire set'],
  [2, 'hset hincrby zadd zcount zrangebyscore zrevrange zrevrangebyscore zremrangebyrank zremrangebyscore'],
]

/** Every command of our scripts, with valid arguments. */
export const COMMANDS = [
  ['time'],
  ...ON_KEY.flatMap(([more, names]) =>
    names.split(' ').map((name) => [name, 'KEY', ...Array(more).fill('1')]),
  ),
]

const CHECK = `
local refused = {}
if not redis.acl_check_cmd then return refused end
for _, words in ipairs(cjson.decode(ARGV[1])) do
  if words[2] then words[2] = KEYS[1] end
  if not redis.acl_check_cmd(unpack(words)) then refused[#refused + 1] = words[1] end
end
return refused`

/** Throws what Redis would say if this user may not run every command that Rekey needs later. Runs none of them. */
export async function checkRights(client: RedisClient): Promise<void> {
  const check = defineScript<string[]>(client, 'reads', CHECK)
  const refused = await check([MARKER_KEY], JSON.stringify(COMMANDS))
  if (refused.length > 0) throw new Error(`NOPERM for ${refused.join(', ')}`) // [K178]
}
