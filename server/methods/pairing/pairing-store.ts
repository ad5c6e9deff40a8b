import type { PairingId } from '../../../shared/ids.ts'
import type { Open, Pairing } from './machine.ts'

export interface Loaded {
  readonly pairing: Pairing | null
  /** The store's clock in milliseconds: the only one that decides an expiry. */
  readonly now: number
}

/** A record that is there, and the clock at which it was read. */
export interface Seen extends Loaded {
  readonly pairing: Pairing
}

/** What a write depends on. */
interface Unchanged {
  /** The version that the decision was made on. */
  readonly version: number
  /** By the store's clock; a decision that comes later is made anew. */
  readonly until: number
}

/**
 * A word that a pairing is filed under, and for how long. What it names is judged on its record. All entries of one word
 * have the same lifetime; the oldest make room when there are hundreds.
 */
export interface Hint {
  readonly index: string
  readonly ttlMs: number
}

/**
 * Where pairings live. It loads and compares versions, and decides nothing. Every method throws StoreAway
 * when the store cannot be reached.
 */
export interface PairingStore {
  /** Files the pairing under index words as well. False when a record with this id exists. */
  create(pairing: Open, ttlMs: number, hints?: readonly Hint[]): Promise<boolean>
  load(id: PairingId): Promise<Loaded>
  /** Writes `next` only while that holds; the loser of a race, with others or with time, gets false. */
  replace(next: Pairing, on: Unchanged, ttlMs: number): Promise<boolean>
  /** Files the pairing under index words. */
  addHints(id: PairingId, hints: readonly Hint[]): Promise<void>
  /** The newest pairings filed under an index word, newest first, at most `most`. */
  hints(index: string, most: number): Promise<readonly PairingId[]>
  /** Takes pairings out from under an index word; those that are not there are no matter. */
  removeHints(index: string, ids: readonly PairingId[]): Promise<void>
}
