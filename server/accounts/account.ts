import type { AccountId, UserHandle } from '../../shared/ids.ts'

export interface Account {
  readonly id: AccountId
  /** As it was typed at sign-up, NFC. */
  readonly name: string
  /** Unique: NFKC, case-folded. */
  readonly foldedName: string
  readonly userHandle: UserHandle
  readonly createdAt: number
}
