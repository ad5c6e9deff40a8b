import type { PairingId } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/pairing.ts'
import type { Admission, LiveCaps, LivePage } from '../live-pages.ts'
import type { Hint } from '../pairing-store.ts'

/** What to read. What is left out is not read. */
export interface Asked {
  /**
   * A page that needs a place, in state `open`. If its browser has an older page that is not approved, it takes
   * that one's place. No other page is ended for it. If it gets no place, nothing else is done or read.
   */
  readonly admit?: {
    readonly page: LivePage
    readonly caps: LiveCaps
    readonly ttlMs: number
    readonly older: PairingId | undefined
  }
  /** Filed before anything is read. So of two that look at once, at least one finds the other. */
  readonly file?: Hint & { readonly id: PairingId }
  /** Index words, and how many of the newest pairings under each. */
  readonly hints?: readonly { readonly index: string; readonly most: number }[]
  /** Subjects that may be locked. */
  readonly locks?: readonly string[]
  /** Subjects that may have marks. */
  readonly marks?: readonly string[]
  /** The keyed hash of a network whose live pages are counted. */
  readonly liveOn?: string
  /** Reads the age of the store. */
  readonly age?: true
  /** Budgets, by the name of the rule and the key that it counts. */
  readonly budgets?: readonly { readonly rule: string; readonly key: string }[]
}

/** What was read. */
export interface Around {
  /** The store's clock in milliseconds. */
  readonly now: number
  /** Null if no place was asked for. */
  readonly admission: Admission | null
  /** Milliseconds. 0 if it was not asked for. */
  readonly storeAgeMs: number
  /** By index word, newest first. */
  readonly hints: ReadonlyMap<string, readonly PairingId[]>
  /** How much longer any of the subjects is locked, in milliseconds. 0 if none is. */
  readonly lockedMs: number
  /** By subject: each reason that sticks to it, once. */
  readonly marks: ReadonlyMap<string, readonly DualReason[]>
  readonly livePages: number
  /** How many points of all the budgets together were spent in their current windows. */
  readonly spent: number
}

/**
 * Reads in one step everything that the risk policy judges, except records. In the same step, before it reads, it
 * admits and files a page if asked to. It spends no budget, and refuses nothing but a place. Throws StoreAway.
 */
export interface SurroundingsStore {
  read(asked: Asked): Promise<Around>
}
