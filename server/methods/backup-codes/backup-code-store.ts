import type { BackupCodesReadiness } from '../../../shared/backup-codes.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { Answer } from '../../errors/answer.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'

/** A code as it is stored. */
export interface HashedCode {
  readonly number: number
  readonly hash: string
}

/** The used codes of the set that counts. */
export interface UsedCodes {
  readonly setId: string
  readonly numbers: readonly number[]
}

/** The unused code with one number, of the set that counts. */
export interface FoundCode {
  /** Names it when it is spent; see spend.ts of the slow recoveries. */
  readonly evidence: string
  readonly hash: string
}

/** A code with one number, used or not, of the set that counts or of the one that waits. */
export interface CodeToTry {
  readonly setId: string
  readonly hash: string
  readonly used: boolean
  /** Null if its set counts. */
  readonly countsFrom: number | null
}

/**
 * Backup codes in SQL, which has the last word on when a set counts. An account has one set that counts at most, and one
 * newer set that waits for it at most. Each call is one transaction, with its audit entry. All throw StoreAway.
 */
export interface BackupCodeStore {
  /**
   * Stores a new set. In the account's first day it counts at once and replaces the old one; later it counts after
   * `AGE_MS` milliseconds, and until then the old one does. It replaces a set that waits; `too_new` if an older passkey
   * made that.
   */
  make(
    doing: Doing,
    codes: readonly HashedCode[],
  ): Promise<Answer<{ readonly setId: string; readonly countsFrom: number | null }>>
  /**
   * The owner has saved a set. False if there is no such set. Without a passkey that does it, only the session that its
   * newest codes were shown in says so, within `SHOWN_MS`.
   */
  saved(
    doing: Pick<Doing, 'accountId' | 'trace'> & Partial<Pick<Doing, 'by'>>,
    setId: string,
  ): Promise<boolean>
  /**
   * Switches backup codes off: at once if the set is younger than a day, else after `AGE_MS`. A set that waits is dropped. `not_found`
   * if there is none.
   */
  switchOff(doing: Doing): Promise<Answer<{ readonly offAt: number | null }>>
  /** Drops a set that waits, or keeps one that was to be switched off. */
  cancel(doing: Doing, setId: string): Promise<Answer<object>>
  readiness(accountId: AccountId): Promise<Omit<BackupCodesReadiness, 'required'>>
  /** The numbers of the used codes of the set that counts. Null if there are none. */
  usedCodes(accountId: AccountId): Promise<UsedCodes | null>
  /**
   * Puts new codes in the place of used ones of the set that counts. In the account's first day they count at once, later
   * after `AGE_MS`. The set is unsaved and untried then. `not_now` while somebody is getting back in, while a passkey that
   * came so is on probation, and if one of these codes was not used, or was renewed meanwhile.
   */
  renew(
    doing: Doing,
    setId: string,
    codes: readonly HashedCode[],
  ): Promise<Answer<{ readonly countsFrom: number | null }>>
  /** The unused code with this number, of the set that counts now. Changes nothing. */
  find(accountId: AccountId, number: number): Promise<FoundCode | null>
  /** The codes with this number that their owner may have on paper: two at most. Changes nothing. */
  toTry(accountId: AccountId, number: number): Promise<readonly CodeToTry[]>
  /**
   * Notes that the owner typed a code of a set, which shows that they saved it. `code_invalid` if there is no such set
   * any more.
   */
  tried(doing: Doing, setId: string): Promise<Answer<object>>
  /**
   * Lets sets count whose time has come, and switches off what is due, if the passkey that asked for it still may.
   * Several nodes may do it at once. `failed` is called for each account that failed, and the others go on; without it,
   * it throws. Gives the accounts that changed.
   */
  carryOut(failed?: (err: unknown) => void): Promise<readonly AccountId[]>
}
