import type { Pause } from '../policy.ts'
import type { Recovery } from '../recovery.ts'

/** A recovery or addition that is under way or can be undone. No pause is known of one that is not slow. */
interface Disputable extends Pick<Recovery, 'state' | 'createdAt'> {
  readonly pauses: readonly Pause[]
}

/**
 * Since when an account is in dispute: the beginning of the first of these that a passkey paused or froze. Null if it
 * is not. Whoever is behind either side could have set up something since then.
 */
export function disputedSince(all: readonly Disputable[]): number | null {
  const disputed = all.filter(
    ({ state, pauses }) => state === 'frozen' || pauses.some(({ by }) => by === 'passkey'), // [R26]
  )
  return disputed.length > 0 ? Math.min(...disputed.map(({ createdAt }) => createdAt)) : null
}
