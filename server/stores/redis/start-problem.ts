import { StartError } from '../../config/start-error.ts'
import { type RedisPlace, showPlace } from './redis-url.ts'

/** Failures of a handshake, as far as they can be told from a server that is not there. */
const NO_HANDSHAKE = /ETIMEDOUT|no answer|timed? ?out|ECONNRESET|EPROTO|SSL|TLS|closed/i

/** What to tell who starts us against this Redis in vain; `why` is its own word or the client's. */
export function unusable(place: RedisPlace, why: string): StartError {
  const where = `Redis at ${showPlace(place)}`
  if (/NOAUTH/.test(why) && !place.password) {
    return new StartError(`${where} wants a password. Correct the user and password in REDIS_URL.`)
  }
  if (/WRONGPASS|NOAUTH/.test(why)) {
    return new StartError(`${where} refuses the password. Correct the user and password in REDIS_URL.`)
  }
  if (/NOPERM/.test(why)) {
    return new StartError(
      `${where} does not let this user do what Rekey needs (${why}). Give the user more, or name another in REDIS_URL.`,
    )
  }
  const start = `Start it, make it take writes, or correct REDIS_URL; ${tlsHint(place, why)}`
  return new StartError(
    `${where} cannot be used (${why}). ${start}without REDIS_URL a single process runs on its own memory.`,
  )
}

function tlsHint({ tls }: RedisPlace, why: string): string {
  if (!NO_HANDSHAKE.test(why)) return ''
  return tls
    ? 'if it does not speak TLS, write redis:// for rediss://; '
    : 'if it speaks TLS only, write rediss:// for redis://; '
}
