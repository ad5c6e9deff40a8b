import type { CodeAsked } from '../../../shared/email-recovery.ts'
import type { AccountId, PageKey } from '../../../shared/ids.ts'
import type { RequesterFacts } from '../../../shared/recovery.ts'

/** What a page asks for, and what is mailed if the address counts for an account. */
export interface Asking {
  readonly pageKey: PageKey
  readonly address: string
  /** What is kept of the secret. */
  readonly id: string
  readonly secret: string
  readonly code: string
  /** What is kept of the code. */
  readonly codeHash: string
  readonly requester: RequesterFacts
}

/** Who asks, as far as the store can tell. */
export interface Asker {
  readonly pageKey: PageKey
  /** What is kept of the secret of the link that this browser opened last; null if it opened none. */
  readonly readLink: string | null
}

/** Whose mailbox was mailed to. */
export interface Owner {
  readonly accountId: AccountId
  /** Names it when it is spent; see spend.ts of the slow recoveries. */
  readonly evidence: string
}

/** What a page had mailed, which still works. */
export interface MailedCode {
  readonly owner: Owner
  readonly pageKey: PageKey
  readonly requester: RequesterFacts
  readonly askedAt: number
}

/**
 * What pages had mailed, in SQL. A page has the newest one alone, and nothing that another page does changes it. Times
 * are by the database's clock. All throw StoreAway.
 */
export interface MailedCodes {
  /**
   * Notes what a page asks for, and writes the mail, in one transaction with its audit entry. If the address counts for
   * nobody, it does the same work, and nothing is mailed.
   */
  ask(asking: Asking): Promise<CodeAsked>
  /**
   * Whose address this is, whether this page has an open recovery of that account, and whether the link is that of a mail
   * which went to this address in the last READ_MS, whatever became of it. Null if the address counts for nobody.
   */
  whose(
    asker: Asker,
    address: string,
  ): Promise<{
    readonly accountId: AccountId
    readonly isProven: boolean
    readonly hasRead: boolean
  } | null>
  /** Counts one try of the code of a page. Null if none is left, or it is not there, used or late. */
  countTry(
    pageKey: PageKey,
  ): Promise<{ readonly id: string; readonly codeHash: string; readonly owner: Owner | null } | null>
  /** What a link leads to. Changes nothing. Null if it is late, used or nobody's, or all tries are. */
  find(id: string): Promise<MailedCode | null>
  /** The code of this link can be typed for CODE_MS from now on. Null as in `find`. */
  show(id: string): Promise<{ readonly until: number; readonly now: number } | null>
}
