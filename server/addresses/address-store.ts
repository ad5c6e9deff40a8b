import type { AccountId } from '../../shared/ids.ts'
import type { Answer } from '../errors/answer.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import type { Address } from './address.ts'

/** A new address, and the code that is mailed to it. */
export interface NewAddress {
  readonly id: string
  readonly address: string
  readonly code: string
  /** What is kept of the code. */
  readonly codeHash: string
  /** For the mail. */
  readonly accountName: string
}

/**
 * The addresses of accounts. Each change is judged again and done in one transaction that holds the account, with its
 * audit entry and its mail. Throws StoreAway.
 */
export interface AddressStore {
  /** Oldest first. */
  list(accountId: AccountId): Promise<readonly Address[]>
  /**
   * Notes the address and writes the mail with its code. It takes the place of one that is not confirmed yet. If it is
   * confirmed for another account, the mail says so to whoever reads it, and the answer is the same.
   */
  add(doing: Doing, address: NewAddress): Promise<Answer<{ readonly codeUntil: number }>>
  /** `codeHashes`: what would be kept of the typed code. `code_invalid` for a wrong, late or used one. */
  confirm(
    doing: Omit<Doing, 'by'>,
    addressId: string,
    codeHashes: readonly string[],
  ): Promise<Answer<{ readonly countsFrom: number | null }>>
  remove(doing: Doing, addressId: string): Promise<Answer<{ readonly leavesAt: number | null }>>
  /** Cancels a removal. */
  keep(doing: Doing, addressId: string): Promise<Answer<object>>
  /**
   * Does what is due: an address begins to count, or is removed. Several nodes may do it at once. `failed` is called for
   * each account that failed, and the others go on.
   */
  carryOut(failed: (err: unknown) => void): Promise<readonly AccountId[]>
}
