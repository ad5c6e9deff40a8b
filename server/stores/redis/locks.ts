import type { Lock, Locks, NewLock } from '../../ports/locks.ts'
import type { RedisClient } from './connect.ts'
import { LOCKS_KEY, lockKey, lockSubjectKey } from './keys.ts'
import { defineScript, px } from './script.ts'

// Keys: the set of all locks, the lock's own key, then those of its subjects.
const ADD = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
outlive(KEYS[1], ARGV[3])
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
for place = 3, #KEYS do
  if redis.call('PTTL', KEYS[place]) < tonumber(ARGV[3]) then redis.call('SET', KEYS[place], ARGV[1], 'PX', ARGV[3]) end
end`

const LEFT = `
local left = 0
for _, key in ipairs(KEYS) do left = math.max(left, redis.call('PTTL', key)) end
return left`

const LIST = `return redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', now + 1, 'LIMIT', 0, ARGV[1])`

const READ = `return { redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1]) }`

const RELEASE = `
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[2])
for place = 3, #KEYS do
  if redis.call('GET', KEYS[place]) == ARGV[1] then redis.call('DEL', KEYS[place]) end
end
return 1`

/** Locks of the deployment, each readable by its subjects and listed by its end. */
export function redisLocks(client: RedisClient): Locks {
  const add = defineScript<null>(client, 'writes', ADD)
  const left = defineScript<number>(client, 'reads', LEFT)
  const list = defineScript<string[]>(client, 'reads', LIST)
  const read = defineScript<[string | null, number]>(client, 'reads', READ)
  const release = defineScript<0 | 1>(client, 'writes', RELEASE)

  const keysOf = ({ id, subjects }: NewLock) => [LOCKS_KEY, lockKey(id), ...subjects.map(lockSubjectKey)]

  async function find(id: string): Promise<Lock | null> {
    const [text, leftMs] = await read([lockKey(id)])
    return text === null || leftMs <= 0 ? null : { ...(JSON.parse(text) as NewLock), leftMs }
  }

  return {
    async add(lock, ttlMs) {
      await add(keysOf(lock), lock.id, JSON.stringify(lock), px(ttlMs))
    },
    leftMs: (subjects) => left(subjects.map(lockSubjectKey)),
    async list(most) {
      const locks = await Promise.all((await list([LOCKS_KEY], most)).map(find))
      return locks.filter((lock) => lock !== null)
    },
    async release(id) {
      const lock = await find(id)
      return lock && (await release(keysOf(lock), id)) === 1 ? lock : null
    },
  }
}
