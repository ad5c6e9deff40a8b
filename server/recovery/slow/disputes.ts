import type { Pause } from '../policy.ts'
import type { Recovery } from '../recovery.ts'

/** No pause is known of one that is not slow. */
interface Disputable extends Pick<Recovery, 'state' | 'createdAt'> {
  readonly pauses: readonly Pause[]
}

/**
 * Since when an account is in dispute, from all that is under way or can be undone: the beginning of the first of these
 * that a passkey paused or froze. Null if it is not. Whoever is behind either side could have set up something since
 * then.
 */
export function disputedSince(all: readonly Disputable[]): number | null {
  const disputed = all.filter(isStopped) // [R26]
  return disputed.length > 0 ? Math.min(...disputed.map(({ createdAt }) => createdAt)) : null
}

/** Those that a passkey has ever stopped: ended on the way, paused, frozen or undone. */
export function everStopped<Item extends Disputable & Pick<Recovery, 'cause'>>(
  all: readonly Item[],
): readonly Item[] {
  return all.filter((one) => isStopped(one) || one.state === 'undone' || one.cause === 'denied') // [R64]
}

function isStopped({ state, pauses }: Disputable): boolean {
  return state === 'frozen' || pauses.some(({ by }) => by === 'passkey')
}
