import type { PairingId } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/reasons.ts'
import type { Admission, LiveCaps, LivePage } from '../live-pages.ts'
import type { Hint } from '../pairing-store.ts'

/** What someone who looks around asks for; what is left out is not read. */
export interface Asked {
  /**
   * A page that wants a place among the live ones, in state `open`; in that of an older one of its browser that is not
   * approved, if there is one. No page is thrown out for it. When it gets none, nothing else is done or read.
   */
  readonly admit?: {
    readonly page: LivePage
    readonly caps: LiveCaps
    readonly ttlMs: number
    readonly older: PairingId | undefined
  }
  /** Filed before anything is read: of two who look at once, at least one finds the other. */
  readonly file?: Hint & { readonly id: PairingId }
  /** Index words, and how many of the newest pairings under each. */
  readonly hints?: readonly { readonly index: string; readonly most: number }[]
  /** Subjects that may be locked. */
  readonly locks?: readonly string[]
  /** Subjects that may carry marks. */
  readonly marks?: readonly string[]
  /** The keyed hash of a network whose live pages are counted. */
  readonly liveOn?: string
  /** How long the store has known us. */
  readonly age?: true
  /** Budgets, by the name of the rule and the key that it counts. */
  readonly budgets?: readonly { readonly rule: string; readonly key: string }[]
}

export interface Around {
  /** The store's clock in milliseconds. */
  readonly now: number
  /** Null when no place is asked for. */
  readonly admission: Admission | null
  /** In milliseconds; 0 when it is not asked for. */
  readonly storeAgeMs: number
  /** By index word, the newest first. */
  readonly hints: ReadonlyMap<string, readonly PairingId[]>
  /** The longest time that any of the subjects stays locked; 0 when none is. */
  readonly lockedMs: number
  /** By subject, every reason that sticks to it, each once. */
  readonly marks: ReadonlyMap<string, readonly DualReason[]>
  readonly livePages: number
  /** Points of all the budgets together, spent in their running windows. */
  readonly spent: number
}

/**
 * All that the risk policy judges and that is no record, read in one step. It counts nothing and decides nothing.
 * Throws StoreAway.
 */
export interface SurroundingsStore {
  read(asked: Asked): Promise<Around>
}
