import type { StoreAge } from '../../limits/store-age.ts'
import type { RedisClient } from './connection-options.ts'
import { MARKER_KEY } from './keys.ts'
import { AGE } from './lua.ts'
import { defineScript } from './script.ts'

/** Time since Rekey first used this Redis. */
export function redisStoreAge(client: RedisClient): StoreAge {
  const age = defineScript<number>(client, 'writes', `${AGE}\nreturn age(KEYS[1])`)
  return { ageMs: () => age([MARKER_KEY]) }
}
