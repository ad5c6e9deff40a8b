import type { AccountId } from '../../../shared/ids.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { RecoveryLevel } from '../policy.ts'
import type { Surrounded } from './slow-ledger.ts'

/** A recovery as the link of a notice leads to it. */
export interface Linked extends Surrounded {
  /** Whether the address that the link was mailed to gave one of its proofs. */
  readonly gaveProof: boolean
}

/** What pressing the button did. `nothing`: nothing can be paused, or it was paused by a mail before. */
export type LinkPaused =
  | { readonly outcome: 'paused'; readonly accountId: AccountId; readonly until: number | null }
  | { readonly outcome: 'nothing' | 'not-there' }

/**
 * The links in notices that pause a recovery. They stand in SQL under a hash, so who reads the database cannot use one.
 * All throw StoreAway.
 */
export interface PauseLinks {
  /** What a link leads to. Changes nothing. Null if there is none, or its address doesn't count any more. */
  find(secret: string): Promise<Linked | null>
  /** Pauses the recovery as the policy says, in one transaction that holds the account, with its audit entry. */
  press(
    secret: string,
    level: RecoveryLevel,
    trace: Pick<AuditEntry, 'device' | 'network'>,
  ): Promise<LinkPaused>
}
