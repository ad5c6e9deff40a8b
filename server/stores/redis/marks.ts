import type { Marks } from '../../methods/pairing/risk/marks.ts'
import type { RedisClient } from './connection-options.ts'
import { marksKey } from './keys.ts'
import { defineScript, px } from './script.ts'

const SET = `
for _, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  redis.call('ZADD', key, 'GT', now + ARGV[2], ARGV[1])
  outlive(key, ARGV[2])
end`

/** Marks: one set for each subject, with the end as the score. */
export function redisMarks(client: RedisClient): Marks {
  const set = defineScript<null>(client, 'writes', SET)

  return {
    async set(subjects, reason, ttlMs) {
      if (subjects.length > 0) await set(subjects.map(marksKey), reason, px(ttlMs))
    },
  }
}
