import type { Asserted } from './api.ts'
import type { UserHandle } from './ids.ts'

/** What needs a step-up, because the file says more than the account page does. */
export type ExportAction = { readonly do: 'export-account' }

/** A row as it is stored, without secrets. Times are ISO 8601 texts. */
export type ExportedRow = Readonly<Record<string, string | number | boolean | object | null>>

/** Everything that is held about an account. */
export interface AccountExport {
  readonly site: string
  readonly exportedAt: string
  readonly account: { readonly name: string; readonly userHandle: UserHandle; readonly createdAt: string }
  /**
   * Table -> its rows of this account, the newest if there are very many. `vouches_for` and `audit_of_others`: what rows
   * of others say of it, without who wrote that.
   */
  readonly held: Readonly<Record<string, readonly ExportedRow[]>>
  /** Those of which only the newest rows are there. */
  readonly cut: readonly string[]
}

/** The post of the export. */
export interface ExportPosts {
  '/api/account/export': [{ readonly stepUp: Asserted }, AccountExport]
}
