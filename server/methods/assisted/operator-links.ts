import type { AccountId, PageKey } from '../../../shared/ids.ts'
import type { TakenBack } from './taken-back.ts'

/** Milliseconds in which the link of an operator can be used. */
export const LINK_MS = 24 * 60 * 60 * 1_000

/** `enrolment`: for the first passkey of an account. It is worth less once the account has one. */
export type LinkKind = 'recovery' | 'enrolment'

/** A link that was just made. Nobody can read its secret again. */
export interface MadeLink {
  /** 128 random bits, base64url. */
  readonly secret: string
  /** Until when it can be used, in milliseconds by the database's clock. */
  readonly until: number
  /**
   * Whether it decides a tie: two passkeys of the account keep a passkey frozen that two proofs brought, or have lifted
   * that and it can still be undone. With another proof, what comes of this link outweighs them.
   */
  readonly decides: boolean
}

/** The link that a secret opens. */
export interface OperatorLink {
  readonly accountId: AccountId
  /** A hash of the secret. */
  readonly id: string
  readonly until: number
  /** The one page that used it; null if none has. */
  readonly page: PageKey | null
}

/**
 * The one-time links with which the operator of the server lets somebody into an account. They stand in SQL under a
 * hash, so who reads the database cannot use one. Each call that changes something is one transaction, with its audit
 * entry. All throw StoreAway.
 */
export interface OperatorLinks {
  /** Makes the one live link of an account, for LINK_MS; without a kind it is for a recovery. A link that was made before is void from then on. */
  make(accountId: AccountId, kind?: LinkKind): Promise<MadeLink>
  /** Voids the link that was not used yet. False if there is none. */
  void(accountId: AccountId): Promise<boolean>
  /** The link of a secret, used or not. Null if there is none, or if it is void or its time is over. */
  find(secret: string): Promise<OperatorLink | null>
  /**
   * Takes back what came of the last link that was used for an account, or what two of its passkeys keep or kept frozen
   * though two proofs brought it: an unfinished recovery ends. A passkey is set aside for `setAsideMs`, its sessions end, and what it
   * approved and added is frozen. Its page can't use the link again.
   */
  takeBack(accountId: AccountId, setAsideMs: number): Promise<TakenBack | { readonly outcome: 'nothing' }>
  /** Accounts about which an operator has changed something in the last `withinMs`, each with when that was. */
  changed(withinMs: number): Promise<readonly { readonly accountId: AccountId; readonly at: number }[]>
}
