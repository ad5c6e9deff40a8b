import { DUAL_REASONS } from '../../../shared/reasons.ts'
import type { Marks } from '../../methods/pairing/risk/marks.ts'
import type { RedisClient } from './connection-options.ts'
import { marksKey } from './keys.ts'
import { defineScript, px } from './script.ts'

const SET = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], 'GT', now + ARGV[2], ARGV[1])
outlive(KEYS[1], ARGV[2])`

const READ = `return redis.call('ZRANGEBYSCORE', KEYS[1], now + 1, '+inf')`

/** Marks: one set for each subject, with the end as the score. A word that this code does not know is not read. */
export function redisMarks(client: RedisClient): Marks {
  const set = defineScript<null>(client, 'writes', SET)
  const read = defineScript<string[]>(client, 'reads', READ)

  return {
    async set(subjects, reason, ttlMs) {
      await Promise.all(subjects.map((subject) => set([marksKey(subject)], reason, px(ttlMs))))
    },
    async read(subjects) {
      const words = await Promise.all(subjects.map((subject) => read([marksKey(subject)])))
      const found = new Set(words.flat())
      return DUAL_REASONS.filter((reason) => found.has(reason))
    },
  }
}
