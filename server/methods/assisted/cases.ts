import type { CaseState, MailTo, OwnCase, PageCase } from '../../../shared/assisted.ts'
import type { AccountId, PageKey, SessionId } from '../../../shared/ids.ts'
import type { RequesterFacts } from '../../../shared/recovery.ts'
import type { AccountName } from '../../accounts/account-name.ts'
import type { Answer } from '../../errors/answer.ts'

/** What a page asks for. */
export interface Opening {
  readonly pageKey: PageKey
  readonly name: AccountName
  /** Null if nobody has the name. */
  readonly accountId: AccountId | null
  readonly requester: RequesterFacts
}

/** The supporter who does something, with what the audit keeps of them. */
export interface Helping {
  readonly accountId: AccountId
  readonly trace: {
    readonly sessionId: SessionId
    readonly device: string
    readonly network: string
  }
}

/** A case that is not over, or that led to something which a supporter can end. */
export interface LiveCase {
  readonly caseId: string
  readonly number: string
  readonly name: string
  readonly requester: RequesterFacts
  readonly openedAt: number
  readonly until: number
  readonly state: CaseState
  readonly check: string | null
  readonly checkedBy: AccountId | null
  readonly confirmedBy: AccountId | null
  /** Whether its code was mailed. */
  readonly isMailed: boolean
  /** Where its code can be mailed, the oldest first. Empty before a supporter has vouched. */
  readonly addresses: readonly MailTo[]
}

/** The code of a case that two supporters vouched for, to be compared. */
export interface CaseTry {
  readonly caseId: string
  readonly accountId: AccountId
  readonly codeHash: string
  readonly isMailed: boolean
}

/**
 * The cases of people who have nothing left, in SQL. Times are by the database's clock. Each call that changes something
 * is one transaction, which judges once more and writes its audit entries. All throw StoreAway.
 */
export interface Cases {
  /**
   * Opens a case. A page has one at most: asked again for the same name, it gets that one. If a name has
   * MOST_QUEUED_CASES in the queue that no supporter has looked into, the oldest from the network with the most of them
   * leaves it.
   */
  open(opening: Opening): Promise<OwnCase>
  /** The case and the recovery of a page, without those that are over. */
  ofPage(pageKey: PageKey): Promise<PageCase>
  /**
   * At most `most` cases of the queue, the oldest first, and after them those of which something can be ended; or the one
   * with a number, which need not be in the queue.
   */
  list(which: { readonly number: string | null; readonly most: number }): Promise<readonly LiveCase[]>
  /** The name that a case was opened with, as it is compared, and whose it was then. Null if there is no such case. */
  openedFor(caseId: string): Promise<{ readonly folded: string; readonly accountId: AccountId | null } | null>
  /** The first supporter says how they checked who it is. `not_now` if another one did. */
  vouch(by: Helping, caseId: string, check: string): Promise<Answer<object>>
  /**
   * The second one confirms. From then on the code works, for CASE_CODE_MS. Whoever confirmed can do so again, in that time:
   * then this code works in the place of the one before. `mailTo`: the id of the address that it is mailed to, in this
   * transaction; null to read it out. `case_no_such_way` if nothing can be mailed there.
   */
  confirm(
    by: Helping,
    caseId: string,
    code: string,
    mailTo: string | null,
  ): Promise<Answer<{ readonly accountId: AccountId; readonly until: number; readonly now: number }>>
  /** Ends a case, and voids its code if it has one that nobody has used. Says whose account it was for. */
  reject(
    by: Helping,
    caseId: string,
    reason: string,
  ): Promise<Answer<{ readonly accountId: AccountId | null }>>
  /**
   * Takes back what came of a case whose code was used: a recovery under way ends. A passkey is set aside for `setAsideMs`,
   * its sessions end, and what it approved and added is frozen. Says whose account it was for. `case_ended_before` if this
   * supporter did that for this account within END_AGAIN_MS.
   */
  end(
    by: Helping,
    caseId: string,
    reason: string,
    setAsideMs: number,
  ): Promise<Answer<{ readonly accountId: AccountId }>>
  /** Counts one try of the code of a page. Null if none is left, or if it has none, or it is late. */
  countTry(pageKey: PageKey): Promise<CaseTry | null>
}
