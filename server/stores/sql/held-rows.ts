import type { ExportedRow } from '../../../shared/account-export.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { ReadHeld } from '../../accounts/held-rows.ts'
import type { Database } from './database.ts'
import { ABOUT } from './held-about.ts'
import type { Tables } from './tables.ts'

/** How many rows of one table are exported. Only the audit of a very busy account has more. */
const MOST_ROWS = 5_000

/**
 * The tables that hold something of an account, by which their rows are found and ordered, and the columns that are left
 * out: secrets, hashes of them, and keys of pages.
 */
const HELD = {
  former_names: { by: 'account_id', newest: 'changed_at', without: [] },
  account_deletions: { by: 'account_id', newest: 'asked_at', without: ['erased'] },
  credentials: { by: 'account_id', newest: 'created_at', without: [] },
  sessions: { by: 'account_id', newest: 'created_at', without: ['token_hash'] },
  recoveries: { by: 'account_id', newest: 'created_at', without: [] },
  recovery_waits: { by: 'recovery_id', newest: 'ends_at', without: ['page_key'] },
  scheduled_changes: { by: 'account_id', newest: 'made_at', without: [] },
  backup_code_sets: { by: 'account_id', newest: 'made_at', without: [] },
  backup_codes: { by: 'set_id', newest: 'number', without: ['hash'] },
  audit: { by: 'account_id', newest: 'seq', without: ['about_id'] },
  addresses: { by: 'account_id', newest: 'created_at', without: ['code_hash'] },
  method_switches: { by: 'account_id', newest: 'is_on', without: [] },
  mails: { by: 'account_id', newest: 'created_at', without: ['content', 'link_hash'] },
  events: { by: 'account_id', newest: 'created_at', without: ['of_erased'] },
  pause_links: { by: 'account_id', newest: 'id', without: ['id'] },
  mailed_codes: { by: 'account_id', newest: 'asked_at', without: ['id', 'page_key', 'code_hash'] },
  admins: { by: 'account_id', newest: 'granted_at', without: [] },
  cases: {
    by: 'account_id',
    newest: 'opened_at',
    without: ['page_key', 'code_hash', 'checked_by', 'confirmed_by', 'ended_by'],
  },
  recovery_contacts: { by: 'account_id', newest: 'asked_at', without: ['contact_id'] },
  vouch_requests: {
    by: 'account_id',
    newest: 'asked_at',
    without: ['id', 'page_key', 'code_hash', 'vouched_as', 'vouched_by'],
  },
  contact_refusers: { by: 'account_id', newest: 'account_id', without: [] },
  operator_links: { by: 'account_id', newest: 'made_at', without: ['id', 'page'] },
} as const satisfies Readonly<Partial<Record<keyof Tables, object>>>

/** Where the rows stand that others belong to. */
const OWNERS = { recovery_id: 'recoveries', set_id: 'backup_code_sets' } as const

/** Those whose rows name the account. */
export const TABLES_OF_ACCOUNT = (Object.keys(HELD) as (keyof typeof HELD)[]).filter(
  (table) => HELD[table].by === 'account_id',
)

/** See ReadHeld. */
export function createReadHeld(database: Database, accounts: Pick<AccountStore, 'findById'>): ReadHeld {
  return async (accountId) => {
    const own = Object.keys(HELD).map(async (name) => {
      const table = name as keyof typeof HELD
      const rows = await rowsOf(database, table, accountId)
      return [table, rows, HELD[table].without] as const
    })
    const about = Object.entries(ABOUT).map(async ([name, read]) => {
      const rows = await read(database, accounts, accountId, MOST_ROWS + 1)
      return [name, rows, []] as const
    })
    const all = await Promise.all([...own, ...about])
    return {
      held: Object.fromEntries(
        all.map(([name, rows, without]) => [
          name,
          rows.slice(0, MOST_ROWS).map((row) => shown(row, without)),
        ]),
      ),
      cut: all.filter(([, rows]) => rows.length > MOST_ROWS).map(([name]) => name),
    }
  }
}

/** Named as one of them for its types: the columns that are asked for are in HELD. */
function rowsOf({ db }: Database, table: keyof typeof HELD, accountId: AccountId) {
  const { by, newest } = HELD[table]
  const rows = db
    .selectFrom(table as 'audit')
    .selectAll()
    .orderBy(newest as 'seq', 'desc')
    .limit(MOST_ROWS + 1)
  if (by === 'account_id') return rows.where('account_id', '=', accountId).execute()
  const owned = db.selectFrom(OWNERS[by]).select('id').where('account_id', '=', accountId)
  return rows.where(by as 'detail', 'in', owned).execute()
}

function shown(row: object, without: readonly string[]): ExportedRow {
  const shownOnes = Object.entries(row).filter(
    ([column]) => !without.includes(column), // [A132]
  )
  return Object.fromEntries(shownOnes.map(([column, value]) => [column, plain(column, value)]))
}

const TIME = /(^|_)(at|until|from)$/

function plain(column: string, value: unknown): ExportedRow[string] {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url')
  if (typeof value === 'number' && TIME.test(column)) return new Date(value).toISOString()
  return value as ExportedRow[string]
}
