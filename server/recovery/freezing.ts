import { type Aged, isOlder } from '../passkeys/authority.ts'
import { UNDO_MS } from './lifetimes.ts'
import type { Recovery } from './recovery.ts'

/**
 * What a passkey does that freezes an arrival. `freezes`: until a decision. `pauses`: for PAUSE_MS, and then it goes on
 * by itself.
 */
export type FreezeEffect = 'freezes' | 'pauses' | 'nothing'

type Passkey = Pick<Aged, 'id' | 'createdAt'>

/**
 * What freezing an arrival does. Two proofs by different methods weigh more than one passkey, which may be on a stolen
 * phone: it pauses what came by them, once. They don't weigh more than two passkeys: that is a tie, and waits for
 * somebody who helps. `pausedBy`: the passkeys that paused it before, also on its way.
 */
export function whatAFreezeDoes(
  arrival: Pick<Recovery, 'createdAt' | 'outweighs'>,
  by: Passkey,
  pausedBy: readonly Passkey[],
): FreezeEffect {
  if (!isOlder(by, arrival)) return 'nothing' // [A35]
  if (!arrival.outweighs) return 'freezes'
  if (pausedBy.length === 0) return 'pauses' // [R23]
  // Whoever holds one passkey can make a second one, but not one from before.
  const before = arrival.createdAt - UNDO_MS
  const settled = pausedBy.filter(({ createdAt }) => createdAt < before) // [R25]
  const others = settled.filter(({ id }) => id !== by.id) // [R25]
  const isTie = by.createdAt < before && others.length > 0 // [R25]
  return isTie ? 'freezes' : 'nothing'
}
