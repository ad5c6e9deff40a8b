import type { AccountId, PageKey, RecoveryId } from '../../../shared/ids.ts'
import type { SlowMethodId } from '../../../shared/recovery.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import type { Answer } from '../../errors/answer.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { SlowProofMethod } from '../policy.ts'

/** The page that a recovery answers to. Its key signed the post. */
export interface Page {
  readonly pageKey: PageKey
}

/** A page that gives a proof. */
export interface ProvingPage extends Page {
  /** The recovery that it keeps, as it says itself. Null if it keeps none. */
  readonly keeps: RecoveryId | null
}

/**
 * What a method hands over after it has checked its evidence. The evidence is spent in the transaction that adds the
 * proof.
 */
export interface GivenProof {
  readonly accountId: AccountId
  /** Whose evidence it is. The proof may count as one of another method: see Spent. */
  readonly method: SlowMethodId
  /** Names the row to spend. Only the method and its SQL know what it is. */
  readonly evidence: string
}

/** What spent evidence was. */
export interface Spent {
  /** When it was set up, by the database's clock. Null if it rests on nothing of the account. */
  readonly since: number | null
  /** As what the policy counts it. */
  readonly method: SlowProofMethod
  /** The address of the account that it came through, if it did. */
  readonly addressId?: string
  /** The agreement with the recovery contact whose word it was, if it was one. */
  readonly agreementId?: string
  /** The case whose code it was, if it was one. */
  readonly caseId?: string
}

/**
 * Adds a proof to the recovery of this page, or begins one, and announces it to the account. `code_invalid` if the
 * evidence was used, is void or has expired by now. `other_account` if it is good, and the page keeps a recovery of
 * another account. Throws StoreAway.
 */
export type AddProof = (
  page: ProvingPage,
  given: GivenProof,
  context: RequestContext,
) => Promise<Answer<{ readonly body: SlowRecoveryView }>>
