import { DUAL_REASONS } from '../../../shared/reasons.ts'
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

const READ = `
local words = {}
for _, key in ipairs(KEYS) do
  for _, word in ipairs(redis.call('ZRANGEBYSCORE', key, now + 1, '+inf')) do words[#words + 1] = word end
end
return words`

/** Marks: one set for each subject, with the end as the score. A word that this code does not know is not read. */
export function redisMarks(client: RedisClient): Marks {
  const set = defineScript<null>(client, 'writes', SET)
  const read = defineScript<string[]>(client, 'reads', READ)

  return {
    async set(subjects, reason, ttlMs) {
      if (subjects.length > 0) await set(subjects.map(marksKey), reason, px(ttlMs))
    },
    async read(subjects) {
      const found = new Set(subjects.length > 0 ? await read(subjects.map(marksKey)) : [])
      return DUAL_REASONS.filter((reason) => found.has(reason))
    },
  }
}
