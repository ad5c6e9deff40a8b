import type { Lock, Locks, NewLock } from '../../methods/pairing/risk/locks.ts'
import type { RedisClient } from './connection-options.ts'
import { lockKey, lockSubjectKey, locksKey } from './keys.ts'
import { LOCKED_MS } from './lua.ts'
import { defineScript, px } from './script.ts'

// Keys: the set of all locks of a kind, the lock's own key, then a set for each of its subjects. The score is the end.
const ADD = `
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3]) end
for place, key in ipairs(KEYS) do
  if place ~= 2 then
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
    redis.call('ZADD', key, 'GT', now + ARGV[3], ARGV[1])
    outlive(key, ARGV[3])
  end
end`

const LEFT = `${LOCKED_MS}
local left = 0
for _, key in ipairs(KEYS) do left = math.max(left, lockedMs(key)) end
return left`

const LIST = `return redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', now + 1, 'LIMIT', 0, ARGV[1])`

const READ = `return { redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1]) }`

const RELEASE = `
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[2])
for place = 3, #KEYS do redis.call('ZREM', KEYS[place], ARGV[1]) end
return 1`

/** Locks of the deployment. They are found by their subjects, and listed by their end. */
export function redisLocks(client: RedisClient): Locks {
  const add = defineScript<null>(client, 'writes', ADD)
  const left = defineScript<number>(client, 'reads', LEFT)
  const list = defineScript<string[]>(client, 'reads', LIST)
  const read = defineScript<[string | null, number]>(client, 'reads', READ)
  const release = defineScript<0 | 1>(client, 'writes', RELEASE)

  const keysOf = ({ id, subjects, locked }: NewLock) => [
    locksKey(locked.kind),
    lockKey(id),
    ...subjects.map(lockSubjectKey),
  ]

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
      const accounts = await list([locksKey('account')], most)
      const rest = most - accounts.length
      const pages = rest > 0 ? await list([locksKey('page')], rest) : []
      const locks = await Promise.all([...accounts, ...pages].map(find))
      return locks.filter((lock) => lock !== null)
    },
    async release(id) {
      const lock = await find(id)
      return lock && (await release(keysOf(lock), id)) === 1 ? lock : null
    },
  }
}
