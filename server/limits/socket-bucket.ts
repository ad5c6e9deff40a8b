import { SOCKET_BUCKET } from './numbers.ts'

/** A token bucket: `tokens` as of `at`, which is milliseconds of a monotonic clock. */
export interface Bucket {
  readonly tokens: number
  readonly at: number
}

interface BucketSize {
  readonly perSecond: number
  readonly burst: number
}

export function fullBucket(now: number, { burst }: BucketSize = SOCKET_BUCKET): Bucket {
  return { tokens: burst, at: now }
}

/** The bucket after one more packet. Null if it has no token left; then the bucket stays as it is. */
export function takeToken(
  bucket: Bucket,
  now: number,
  { perSecond, burst }: BucketSize = SOCKET_BUCKET,
): Bucket | null {
  const refilled = bucket.tokens + ((now - bucket.at) / 1_000) * perSecond
  const tokens = Math.min(burst, refilled) - 1
  return tokens < 0 ? null : { tokens, at: now }
}
