import type { StoreAge } from '../../limits/store-age.ts'
import type { RedisClient } from './connection-options.ts'
import { MARKER_KEY } from './keys.ts'
import { defineScript } from './script.ts'

// The marker never expires. It is gone only if the store has lost everything else too.
const AGE = `
redis.call('SET', KEYS[1], string.format('%.0f', now), 'NX')
return now - redis.call('GET', KEYS[1])`

/** Time since Rekey first used this Redis. */
export function redisStoreAge(client: RedisClient): StoreAge {
  const age = defineScript<number>(client, 'writes', AGE)
  return { ageMs: () => age([MARKER_KEY]) }
}
