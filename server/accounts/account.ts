import type { AccountId, UserHandle } from '../../shared/ids.ts'

export interface Account {
  readonly id: AccountId
  /** The name as it was typed at sign-up, in NFC. */
  readonly name: string
  /** The unique name: NFKC, case-folded. */
  readonly foldedName: string
  readonly userHandle: UserHandle
  readonly createdAt: number
}
