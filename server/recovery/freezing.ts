import { type Aged, isOlder } from '../passkeys/authority.ts'
import { DISPUTE_GAP_MS, UNDO_MS } from './lifetimes.ts'
import type { Circumstances } from './policy.ts'
import type { Recovery } from './recovery.ts'

/**
 * What a passkey does that freezes an arrival. `freezes`: until a decision. `pauses`: for PAUSE_MS, and then it goes on
 * by itself.
 */
export type FreezeEffect = 'freezes' | 'pauses' | 'nothing'

type Passkey = Pick<Aged, 'id' | 'createdAt'>

/**
 * The time before which passkeys were made that can be a tie with two proofs. Whoever holds one passkey can make a second
 * one, and wait while an owner comes back for the first time, is stopped, and comes back again. So a week counts from the
 * first of these times. `stopped`: the account's recoveries that a passkey has stopped. Null if nothing is a tie, because
 * whoever runs the site has decided one.
 */
export function tieBefore(
  circumstances: Circumstances,
  stopped: readonly Pick<Recovery, 'createdAt'>[],
): number | null {
  if (circumstances.proofs.some(({ method }) => method === 'operator-decision')) return null // [R63]
  const times = stopped.map(({ createdAt }) => createdAt).sort((one, other) => other - one)
  let begunAt = circumstances.begunAt
  for (const time of times) if (time < begunAt && begunAt - time <= DISPUTE_GAP_MS) begunAt = time // [R64]
  return begunAt - UNDO_MS
}

/**
 * What freezing an arrival does. Two proofs by different methods weigh more than one passkey, which may be on a stolen
 * phone: it pauses what came by them, once. They don't weigh more than two passkeys: that is a tie, and waits for
 * whoever runs the site. `pausedBy`: the passkeys that paused it before, also on its way.
 */
export function whatAFreezeDoes(
  arrival: Pick<Recovery, 'createdAt' | 'outweighs' | 'tieBefore'>,
  by: Passkey,
  pausedBy: readonly Passkey[],
): FreezeEffect {
  if (!isOlder(by, arrival)) return 'nothing' // [A35]
  if (!arrival.outweighs) return 'freezes'
  if (pausedBy.length === 0) return 'pauses' // [R23]
  const before = arrival.tieBefore ?? Number.NEGATIVE_INFINITY // [R63]
  const settled = pausedBy.filter(({ createdAt }) => createdAt < before) // [R25]
  const others = settled.filter(({ id }) => id !== by.id) // [R25]
  const isTie = by.createdAt < before && others.length > 0 // [R25]
  return isTie ? 'freezes' : 'nothing'
}
