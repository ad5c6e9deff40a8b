import type { AccountId, PageKey } from '../../../shared/ids.ts'
import type { RequesterFacts } from '../../../shared/recovery.ts'
import type { Answer } from '../../errors/answer.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'
import type { Agreement } from './may-vouch.ts'

/** What a page asks for. */
export interface VouchAsking {
  readonly pageKey: PageKey
  /** What is kept of the secret of its link. */
  readonly id: string
  /** Null if nobody has the name. */
  readonly accountId: AccountId | null
  readonly requester: RequesterFacts
}

/** What a page asked for, as one contact of the account sees it. */
export interface AskedVouch {
  readonly id: string
  readonly accountId: AccountId
  readonly requester: RequesterFacts
  readonly askedAt: number
  readonly agreement: Agreement
  /** The account of the contact was got back by a recovery that can still be undone. */
  readonly recovered: boolean
  /** The database's clock. */
  readonly now: number
}

/** A code that somebody typed on the page that asked. */
export interface VouchedCode {
  /** Names it when it is spent; see spend.ts of the slow recoveries. */
  readonly id: string
  readonly codeHash: string
  readonly accountId: AccountId
}

/**
 * What pages ask contacts for, in SQL. A page has the newest one alone. Times are by the database's clock. All throw
 * StoreAway.
 */
export interface VouchStore {
  /** The same work for a name that nobody has. */
  ask(asking: VouchAsking): Promise<{ readonly until: number; readonly now: number }>
  /** What a link leads to. Null for all who are no contact of that account, and if it is late or used. Changes nothing. */
  find(id: string, contactId: AccountId): Promise<AskedVouch | null>
  /**
   * The contact vouches. One transaction, which holds their account and judges once more. A second time there is a new
   * code, and new tries.
   */
  vouch(
    doing: Doing,
    id: string,
    codeHash: string,
  ): Promise<Answer<{ readonly until: number; readonly now: number }>>
  /** The contact says that it isn't who they say they are: nothing comes of it any more. Gives whose account it is. */
  deny(doing: Pick<Doing, 'accountId' | 'trace'>, id: string): Promise<AccountId | null>
  /** Counts one try of the code of a page. Null if none is left, or nobody vouched, or it is used or late. */
  countTry(pageKey: PageKey): Promise<VouchedCode | null>
}
