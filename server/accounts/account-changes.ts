import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import type { Answer } from '../errors/answer.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import type { AccountName } from './account-name.ts'

/** A renaming that can be taken back. Until then the old name is kept for the account. */
export interface Renaming {
  readonly from: string
  readonly by: CredentialId
  readonly at: number
  readonly backUntil: number
}

/** A deletion that is scheduled. */
export interface Deletion {
  readonly by: CredentialId
  readonly askedAt: number
  readonly dueAt: number
  /** It's past its time by the database's clock: it waits for a recovery. */
  readonly isLate: boolean
}

/** An account that was deleted, with the sessions that ended. */
export interface Deleted {
  readonly accountId: AccountId
  readonly endedSessions: readonly SessionId[]
}

/**
 * Changes of accounts themselves. Each is judged by passkeys/authority.ts and done in one transaction that holds the
 * account, with its audit entry and its mails. Throws StoreAway.
 */
export interface AccountChanges {
  of(
    accountId: AccountId,
  ): Promise<{ readonly renaming: Renaming | null; readonly deletion: Deletion | null }>
  /** `name_taken` if another account has the name, or it is kept for one. */
  rename(doing: Doing, name: AccountName): Promise<Answer<{ readonly backUntil: number }>>
  restoreName(doing: Doing): Promise<Answer<object>>
  /** Schedules it. One that is scheduled already keeps its time. */
  scheduleDeletion(doing: Doing): Promise<Answer<{ readonly dueAt: number }>>
  keep(doing: Doing): Promise<Answer<object>>
  /**
   * Does what is due: accounts are deleted, old names become free. Several nodes may do it at once. `failed` is called for
   * each account that failed, and the others go on. Returns the deleted ones.
   */
  carryOut(failed: (err: unknown) => void): Promise<readonly Deleted[]>
}
