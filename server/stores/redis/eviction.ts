import type { ServerFacts } from './server-facts.ts'

/** A sentence if servers throw keys out when their memory is full, or do not say so; else null. */
export function evictionProblem(servers: readonly ServerFacts[]): string | null {
  if (servers.some((facts) => facts.size === 0)) {
    return 'The user in REDIS_URL may not run INFO, so Rekey cannot see whether Redis throws keys out when its memory is full. Give it +info.'
  }
  const policies = servers.flatMap((facts) => facts.get('maxmemory_policy') ?? [])
  const evicting = policies.find((policy) => policy !== 'noeviction')
  if (!evicting) return null
  return (
    `Redis throws keys out when its memory is full (maxmemory-policy is ${evicting}). Then wrong PINs are ` +
    'forgotten and more can be tried, locks end early, and people have to start again. Set it to noeviction.'
  )
}
