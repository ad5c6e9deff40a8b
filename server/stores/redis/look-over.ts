import type { RedisPlace } from './redis-url.ts'
import type { ServerFacts } from './server-facts.ts'
import { problemAt } from './start-problem.ts'

/** The first Redis in which scripts declare what they do, so that it can refuse them whole when memory is full. */
const OLDEST = 7

/**
 * Checks that this is what the address says, and has all that Rekey needs later. Otherwise most problems would show
 * only much later, and only for some keys. Throws a sentence.
 */
export function lookOver(place: RedisPlace, servers: readonly ServerFacts[]): void {
  for (const facts of servers) {
    const words = wordsAbout(place, facts)
    if (words) throw problemAt(place, words)
  }
}

function wordsAbout({ kind }: RedisPlace, facts: ServerFacts): string | null {
  const mode = facts.get('redis_mode')
  if (mode === 'sentinel') {
    return 'is a sentinel, which holds no data. Write redis+sentinel://host:26379/master in REDIS_URL.'
  }
  if (kind !== 'cluster' && mode === 'cluster') {
    return 'is a cluster, of which one server has only some of the keys. Write redis+cluster:// in REDIS_URL.' // [K168]
  }
  const version = facts.get('redis_version') ?? `${OLDEST}`
  if (Number.parseInt(version, 10) < OLDEST) {
    return `is version ${version}, and Rekey needs Redis ${OLDEST} or later, or Valkey.`
  }
  if (facts.get('role') === 'slave') {
    return 'is a replica, which takes no writes of ours. Name its master in REDIS_URL, or sentinels, which know it.' // [K169]
  }
  return null
}
