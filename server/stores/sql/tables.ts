import type { ColumnType, Generated } from 'kysely'
import type { EndCause } from '../../../shared/end-causes.ts'
import type { LinkKind } from '../../methods/assisted/operator-links.ts'
import type { AccountDeletionsTable, AccountsTable, FormerNamesTable } from './tables/accounts.ts'
import type { BackupCodeSetsTable, BackupCodesTable } from './tables/backup-codes.ts'
import type { CasesTable } from './tables/cases.ts'
import type { ContactRefusersTable, RecoveryContactsTable, VouchRequestsTable } from './tables/contacts.ts'
import type { EventsTable } from './tables/events.ts'
import type {
  AddressesTable,
  MailedCodesTable,
  MailsTable,
  MethodSwitchesTable,
  PauseLinksTable,
} from './tables/mails.ts'

/** `libsql` gives an ArrayBuffer and `pg` a Buffer for what was written as bytes. */
type Bytes = ColumnType<Uint8Array | ArrayBuffer, Uint8Array, never>

/** Facts about the database itself. */
interface MetaTable {
  readonly key: 'schema' | 'rp_id' | 'born'
  value: string
}

interface CredentialsTable {
  readonly id: string
  readonly account_id: string
  readonly public_key: Bytes
  counter: number
  /** JSON array. */
  readonly transports: string
  readonly aaguid: string
  name: string
  readonly synced: number
  backed_up: number
  status: string
  readonly created_at: number
  last_used_at: number | null
  probation_until: number | null
  /** The row of its arrival in `recoveries`; null for the first passkey of an account. */
  readonly recovery_id: string | null
  /** Who set it aside, when, and when it will be removed for good; null unless it is suspended. */
  suspended_by: string | null
  suspended_at: number | null
  leaves_at: number | null
  readonly bound_device: string
  readonly bound_network: string
}

interface SessionsTable {
  readonly id: string
  readonly account_id: string
  readonly token_hash: string
  readonly credential_id: string
  /** JSON array. */
  readonly device: string
  readonly network: string
  readonly created_at: number
  last_seen_at: number
  readonly expires_at: number
}

interface ChallengesTable {
  readonly id: string
  readonly ceremony: string
  readonly challenge: string
  readonly session_id: string | null
  readonly account_id: string | null
  readonly data: string
  readonly created_at: number
  readonly expires_at: number
}

interface RecoveriesTable {
  readonly id: string
  readonly account_id: string
  readonly method: string
  /** JSON array. */
  proofs: string
  /** The passkey of the account that approved or added it, by the proofs. Null if none took part. */
  readonly approved_by: string | null
  state: string
  cause: EndCause | null
  credential_id: string | null
  readonly retired_id: string | null
  readonly retire_mode: string | null
  readonly end_other_sessions: number
  /** JSON object. */
  readonly requester: string
  /** When its row was written: a slow one begins with its first proof. */
  created_at: number
  /** When its passkey was registered. Null before that. */
  registered_at: number | null
  done_at: number | null
  undo_until: number | null
  /** Who froze it; null unless it is frozen. */
  frozen_by: string | null
  /** When the freeze lapses; null if it waits for a decision, and unless it is frozen. */
  frozen_until: number | null
  /** When it is undone if no passkey has decided; null if it goes on by itself or is a tie, and unless it is frozen. */
  decide_until: Generated<number | null>
  /** 1 if its proofs outweigh one passkey of the account. */
  outweighs: Generated<number>
  /** Two passkeys that were made before this are a tie with it. */
  tie_before: Generated<number | null>
  /** 1 if two passkeys have ever kept it frozen as a tie, also after one of them has lifted that. */
  tied: Generated<number>
  /** 1 when it can no longer be undone and its retired passkey was dealt with. */
  settled: Generated<number>
}

/** What only slow recoveries have. */
interface RecoveryWaitsTable {
  readonly recovery_id: string
  readonly page_key: string
  /** JSON array. */
  pauses: string
  /** JSON array: the passkeys that the person calls lost or stolen. */
  retires: Generated<string>
  /** Until then it has to make progress. */
  ends_at: number
}

interface ScheduledChangesTable {
  readonly id: string
  readonly account_id: string
  /** The passkey that will be removed. */
  readonly credential_id: string
  readonly scheduled_by: string
  /** Why, if a recovery called it lost or stolen. */
  readonly mode: string | null
  readonly made_at: number
  due_at: number
}

interface AuditTable {
  readonly seq: Generated<number>
  readonly at: number
  readonly action: string
  account_id: string | null
  /** Another account that the detail says something of. */
  about_id: string | null
  session_id: string | null
  credential_id: string | null
  recovery_id: string | null
  device: string | null
  network: string | null
  detail: string | null
}

interface AdminsTable {
  readonly account_id: string
  granted_at: number
  /** When an operator granted it once more, for a passkey that came by their link; null if none did. */
  granted_again_at: number | null
}

interface OpenConsolesTable {
  readonly session_id: string
  open_until: number
}

interface OperatorLinksTable {
  /** A hash of the secret. */
  readonly id: string
  readonly account_id: string
  readonly kind: LinkKind
  readonly made_at: number
  expires_at: number
  /** The key of the one page that used it; null if none has. */
  page: string | null
  /** When the operator or the page changed something last. */
  changed_at: number
  /** 1 if there was a tie when it was made, or one that was lifted, which it decides. */
  readonly decides: number
}

/** Every table as queries see it. Columns are text, whole numbers (milliseconds for times) and bytes. */
export interface Tables {
  meta: MetaTable
  accounts: AccountsTable
  former_names: FormerNamesTable
  account_deletions: AccountDeletionsTable
  credentials: CredentialsTable
  sessions: SessionsTable
  challenges: ChallengesTable
  recoveries: RecoveriesTable
  recovery_waits: RecoveryWaitsTable
  scheduled_changes: ScheduledChangesTable
  backup_code_sets: BackupCodeSetsTable
  backup_codes: BackupCodesTable
  audit: AuditTable
  addresses: AddressesTable
  mails: MailsTable
  events: EventsTable
  pause_links: PauseLinksTable
  mailed_codes: MailedCodesTable
  method_switches: MethodSwitchesTable
  recovery_contacts: RecoveryContactsTable
  contact_refusers: ContactRefusersTable
  vouch_requests: VouchRequestsTable
  admins: AdminsTable
  open_consoles: OpenConsolesTable
  operator_links: OperatorLinksTable
  cases: CasesTable
}

const OURS: Readonly<Record<keyof Tables, true>> = {
  meta: true,
  accounts: true,
  former_names: true,
  account_deletions: true,
  credentials: true,
  sessions: true,
  challenges: true,
  recoveries: true,
  recovery_waits: true,
  scheduled_changes: true,
  backup_code_sets: true,
  backup_codes: true,
  audit: true,
  addresses: true,
  mails: true,
  events: true,
  pause_links: true,
  mailed_codes: true,
  method_switches: true,
  recovery_contacts: true,
  contact_refusers: true,
  vouch_requests: true,
  admins: true,
  open_consoles: true,
  operator_links: true,
  cases: true,
}

/** The names of all of them. */
export const TABLE_NAMES = Object.keys(OURS) as readonly (keyof Tables)[]
