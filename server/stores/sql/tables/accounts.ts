import type { Generated } from 'kysely'

/** Rekey's own accounts. A site may have its own table. */
export interface AccountsTable {
  readonly id: string
  name: string
  folded_name: string
  readonly user_handle: string
  readonly created_at: number
}

/** The name that an account had before, as long as the renaming can be taken back. */
export interface FormerNamesTable {
  readonly account_id: string
  readonly name: string
  readonly folded_name: string
  readonly changed_by: string
  readonly changed_at: number
  kept_until: number
}

/** Accounts that will be deleted. */
export interface AccountDeletionsTable {
  readonly account_id: string
  asked_by: string
  readonly asked_at: number
  due_at: number
  /** 1 once the account is gone, until the audit says nothing more of it. */
  erased: Generated<number>
}
