import type { PairingId } from '../../../shared/ids.ts'
import type { Open, Pairing } from './machine.ts'

/** What `load` found. */
export interface Loaded {
  readonly pairing: Pairing | null
  /** Milliseconds by the store's clock, the only one that decides what has expired. */
  readonly now: number
}

/** A record, and the store's clock when it was read. */
export interface Seen extends Loaded {
  readonly pairing: Pairing
}

/** What has to be true still when `replace` writes. */
interface Unchanged {
  /** The version of the record that the decision was made on. */
  readonly version: number
  /** By the store's clock. From then on the decision does not hold, and is made again. */
  readonly until: number
}

/**
 * An index word under which a pairing is filed, and for how many milliseconds. It may be out of date, so callers
 * check the record. All hints of one word have the same lifetime. If there are hundreds, the oldest make room.
 */
export interface Hint {
  readonly index: string
  readonly ttlMs: number
}

/** The store of pairings. It loads records and compares versions, and decides nothing. All throw StoreAway. */
export interface PairingStore {
  /**
   * Stores a new pairing for `ttlMs` milliseconds, and files it under index words. False if there is a record with
   * this id already. Then that one stays as it is, but may be filed under the new words.
   */
  create(pairing: Open, ttlMs: number, hints?: readonly Hint[]): Promise<boolean>
  load(id: PairingId): Promise<Loaded>
  /** Writes `next` only if `on` still holds. Otherwise false: someone else was faster, or it is too late. */
  replace(next: Pairing, on: Unchanged, ttlMs: number): Promise<boolean>
  /** Files the pairing under index words. */
  addHints(id: PairingId, hints: readonly Hint[]): Promise<void>
  /** The newest `most` pairings under an index word, newest first. */
  hints(index: string, most: number): Promise<readonly PairingId[]>
  /** Removes pairings from an index word. Those that are not there are ignored. */
  removeHints(index: string, ids: readonly PairingId[]): Promise<void>
}
