import { askOnce } from './ask-once.ts'
import { storeOptions } from './connection-options.ts'
import type { RedisPlace } from './redis-url.ts'
import { unusable } from './start-problem.ts'

/**
 * Throws a sentence if no server in the address answers, or if the first that does says that its cluster is not
 * complete. The client would try again and again, and say less about the reason. Sentinels are asked elsewhere.
 */
export async function awaitFirstAnswer(place: RedisPlace, timeoutMs: number): Promise<void> {
  if (place.kind === 'sentinel') return
  const [command, ...words] = place.kind === 'cluster' ? ['CLUSTER', 'INFO'] : ['PING']
  let why = ''
  for (const at of place.hosts) {
    const asked = await askOnce({ ...storeOptions(place, timeoutMs), ...at }, command, ...words)
    if ('answer' in asked) {
      const [failing] = /cluster_state:fail/.exec(String(asked.answer)) ?? []
      if (failing) throw unusable(place, failing)
      return
    }
    why ||= asked.why
  }
  throw unusable(place, why)
}
