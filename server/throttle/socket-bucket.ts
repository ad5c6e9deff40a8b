import { SOCKET_BUCKET } from './numbers.ts'

/** A token bucket: `tokens` as of `at`, which is milliseconds of a monotonic clock. */
export interface Bucket {
  readonly tokens: number
  readonly at: number
}

export function fullBucket(now: number): Bucket {
  return { tokens: SOCKET_BUCKET.burst, at: now }
}

/** The bucket after one command, or null when it has no token for it: then the bucket stays as it is. */
export function takeToken(bucket: Bucket, now: number): Bucket | null {
  const refilled = bucket.tokens + ((now - bucket.at) / 1_000) * SOCKET_BUCKET.perSecond
  const tokens = Math.min(SOCKET_BUCKET.burst, refilled) - 1
  return tokens < 0 ? null : { tokens, at: now }
}
