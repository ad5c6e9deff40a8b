import { type Kysely, sql } from 'kysely'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { ReadHeld } from '../../accounts/held-rows.ts'
import type { AddressStore } from '../../addresses/address-store.ts'
import type { AdminStore } from '../../admin/admin-store.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { LeasedMail } from '../../mail/leased-mail.ts'
import type { Cases } from '../../methods/assisted/cases.ts'
import type { OperatorLinks } from '../../methods/assisted/operator-links.ts'
import type { BackupCodeStore } from '../../methods/backup-codes/backup-code-store.ts'
import type { ContactStore } from '../../methods/contacts/contact-store.ts'
import type { VouchStore } from '../../methods/contacts/vouch-store.ts'
import type { MailedCodes } from '../../methods/email/mailed-codes.ts'
import type { Outbox } from '../../outbox/outbox.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import type { CredentialStore } from '../../passkeys/credential-store.ts'
import type { PasskeyActs } from '../../passkeys/passkey-acts.ts'
import type { MethodSwitches } from '../../recovery/method-switches.ts'
import { areEnough } from '../../recovery/policy.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import type { PauseLinks } from '../../recovery/slow/pause-links.ts'
import type { SlowLedger } from '../../recovery/slow/slow-ledger.ts'
import type { SessionStore } from '../../sessions/session-store.ts'
import type { EventStore, ReceiversOf } from '../../site-events/event-store.ts'
import { createAccountStore } from './accounts.ts'
import { createPasskeyActs } from './acts/passkey-acts.ts'
import { createAddressStore } from './addresses/address-store.ts'
import { createAdminStore } from './admins.ts'
import { createAuditLog } from './audit.ts'
import { createBackupCodeStore } from './backup-codes/backup-codes.ts'
import { builtOnce } from './built-once.ts'
import { createCases } from './cases/cases.ts'
import { createChallengeStore } from './challenges.ts'
import { connectTo } from './connect-to.ts'
import { createContactStore } from './contacts/contact-store.ts'
import { createVouchStore } from './contacts/vouch-store.ts'
import { createCredentialStore } from './credentials.ts'
import { createDatabase, type Database } from './database.ts'
import type { SqlDialect } from './dialect.ts'
import { forgetOld, type Retention } from './forget.ts'
import { createReadHeld } from './held-rows.ts'
import { createMailedCodes } from './mailed-codes/mailed-codes.ts'
import { createMethodSwitches } from './method-switch/method-switches.ts'
import { migrate } from './migrate.ts'
import { createOperatorLinks } from './operator-links/links.ts'
import { createEventStore } from './outbox/events.ts'
import { createMailOutbox } from './outbox/mails.ts'
import { openPostgres, type PostgresPlace } from './postgres.ts'
import { createRecoveryLedger } from './recovery/ledger.ts'
import { createSlowLedger } from './recovery/slow/ledger.ts'
import { createPauseLinks } from './recovery/slow/pause-links.ts'
import { createSessionStore } from './sessions.ts'
import { openSqlite } from './sqlite.ts'
import { startProblem } from './start-errors.ts'
import type { Tables } from './tables.ts'

/** A SQLite file in an existing folder, which is made if it is missing; or an existing PostgreSQL database. */
export type SqlPlace = { readonly file: string } | PostgresPlace

/** Which database, and for which relying party. */
export type SqlOptions = SqlPlace & {
  readonly rpId: string
  /** Replaces our own table of accounts. */
  readonly accounts?: OwnAccounts | undefined
  /** Who is told of events. Nobody, unless given. */
  readonly receiversOf?: ReceiversOf | undefined
}

/** A site's own implementation, over a users table in the same database. */
export type OwnAccounts = (database: Database) => AccountStore

/** The stores in SQL. All of them throw StoreAway while the database does not answer. */
export interface SqlStores {
  /** Which database this is, in words without a secret. */
  readonly place: string
  readonly accounts: AccountStore
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly challenges: ChallengeStore
  readonly recoveries: RecoveryLedger
  readonly slowRecoveries: SlowLedger
  readonly pauseLinks: PauseLinks
  readonly mailedCodes: MailedCodes
  readonly methodSwitches: MethodSwitches
  readonly contacts: ContactStore
  readonly vouches: VouchStore
  readonly acts: PasskeyActs
  readonly backupCodes: BackupCodeStore
  readonly audit: AuditLog
  readonly addresses: AddressStore
  readonly outbox: Outbox<LeasedMail>
  readonly events: EventStore
  readonly admins: AdminStore
  readonly operatorLinks: OperatorLinks
  readonly cases: Cases
  readonly readHeld: ReadHeld
  /**
   * Deletes challenges, sessions and open consoles that expired, and old entries and recoveries. Only the
   * size of the database depends on it.
   */
  readonly forget: (retention: Retention, signal?: AbortSignal) => Promise<void>
  /** The database's clock. */
  readonly now: () => Promise<number>
  /** Milliseconds since the database was first opened, by its own clock. */
  readonly ageMs: () => Promise<number>
  /** Throws StoreAway when the database does not answer. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens the database, migrates it, and returns its stores. Throws CannotOpenSql, WrongRpId or NewerDatabase. Later
 * the stores throw StoreAway while the database does not answer.
 */
export async function openSql(options: SqlOptions): Promise<SqlStores> {
  const dialect = 'file' in options ? await openSqlite(options.file) : openPostgres(options)
  const db = connectTo(dialect)
  await migrateOrClose(db, dialect, options.rpId)
  const database = createDatabase(db, dialect, options.receiversOf ?? (() => []))
  const accounts = (options.accounts ?? createAccountStore)(database)
  return {
    place: dialect.place,
    accounts,
    credentials: createCredentialStore(database),
    sessions: createSessionStore(database),
    challenges: createChallengeStore(database),
    recoveries: createRecoveryLedger(database, areEnough),
    slowRecoveries: createSlowLedger(database),
    pauseLinks: createPauseLinks(database),
    mailedCodes: createMailedCodes(database),
    methodSwitches: createMethodSwitches(database),
    contacts: createContactStore(database),
    vouches: createVouchStore(database),
    acts: createPasskeyActs(database),
    backupCodes: createBackupCodeStore(database),
    audit: createAuditLog(database),
    addresses: createAddressStore(database),
    outbox: createMailOutbox(database),
    events: createEventStore(database),
    admins: createAdminStore(database),
    operatorLinks: createOperatorLinks(database),
    cases: createCases(database),
    readHeld: createReadHeld(database, accounts),
    forget: (retention, signal) => forgetOld(database, retention, signal),
    now: async () => {
      if (dialect.clock) return dialect.clock()
      const [row] = await clock(database, {})
      if (!row) throw new StoreAway('sql')
      return row.at
    },
    ageMs: async () => {
      const { born, at } = await db
        .selectFrom('meta')
        .select(['value as born', database.now.as('at')])
        .where('key', '=', 'born')
        .executeTakeFirstOrThrow()
      return at - Number(born)
    },
    ping: async () => void (await db.selectNoFrom(sql.lit(1).as('one')).execute()),
    close: () => db.destroy(),
  }
}

const clock = builtOnce(({ db, now }) => db.selectNoFrom(now.as('at')))

async function migrateOrClose(db: Kysely<Tables>, dialect: SqlDialect, rpId: string): Promise<void> {
  try {
    await migrate(db, dialect, rpId)
  } catch (error) {
    await db.destroy()
    throw startProblem(dialect, error)
  }
}
