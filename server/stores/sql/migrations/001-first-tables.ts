import { type SchemaModule, sql } from 'kysely'
import type { ColumnTypes } from '../dialect.ts'
import { createAccountChanges } from './account-change-tables.ts'
import { createBackupCodes } from './backup-code-tables.ts'
import { createCases } from './case-tables.ts'
import { createContacts } from './contact-tables.ts'
import { createEvents } from './event-tables.ts'
import {
  createAddresses,
  createMailedCodes,
  createMails,
  createMethodSwitches,
  createPauseLinks,
} from './mail-tables.ts'

/**
 * No table has a foreign key to `accounts`, because a site may have its own users table, and none to `credentials`,
 * because rows about a passkey stay, whatever happens to it.
 */
export async function firstTables(schema: SchemaModule, types: ColumnTypes): Promise<void> {
  await createAccounts(schema)
  await createAccountChanges(schema)
  await createCredentials(schema, types)
  await createSessions(schema)
  await createChallenges(schema)
  await createRecoveries(schema)
  await createScheduledChanges(schema)
  await createBackupCodes(schema)
  await createAudit(schema, types)
  await createAddresses(schema)
  await createMails(schema)
  await createEvents(schema)
  await createPauseLinks(schema)
  await createMailedCodes(schema)
  await createMethodSwitches(schema)
  await createContacts(schema)
  await createAdmins(schema)
  await createOperatorLinks(schema)
  await createCases(schema)
}

async function createAccounts(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded_name', 'text', (column) => column.notNull().unique())
    .addColumn('user_handle', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createCredentials(schema: SchemaModule, types: ColumnTypes): Promise<void> {
  await schema
    .createTable('credentials')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('public_key', types.bytes, (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('aaguid', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('synced', 'integer', (column) => column.notNull())
    .addColumn('backed_up', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('probation_until', 'bigint')
    .addColumn('recovery_id', 'text')
    .addColumn('suspended_by', 'text')
    .addColumn('suspended_at', 'bigint')
    .addColumn('leaves_at', 'bigint')
    .addColumn('bound_device', 'text', (column) => column.notNull())
    .addColumn('bound_network', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createIndex('credentials_of_account')
    .on('credentials')
    .columns(['account_id', 'status', 'created_at'])
    .execute()
  // The sweep looks only at those that will be removed.
  await schema
    .createIndex('credentials_leaving')
    .on('credentials')
    .column('leaves_at')
    .where(sql.ref('leaves_at'), 'is not', null)
    .execute()
}

async function createSessions(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('sessions_of_account').on('sessions').column('account_id').execute()
  await schema.createIndex('sessions_by_end').on('sessions').column('expires_at').execute()
  await schema.createIndex('sessions_of_passkey').on('sessions').column('credential_id').execute()
}

async function createChallenges(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('challenges')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ceremony', 'text', (column) => column.notNull())
    .addColumn('challenge', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text')
    .addColumn('account_id', 'text')
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('challenges_by_end').on('challenges').column('expires_at').execute()
  await schema.createIndex('challenges_of_session').on('challenges').column('session_id').execute()
}

async function createRecoveries(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('recoveries')
    // Registration and every end compete for this row. A passkey added on the account page has one too.
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('proofs', 'text', (column) => column.notNull())
    .addColumn('approved_by', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cause', 'text')
    .addColumn('credential_id', 'text', (column) => column.unique())
    .addColumn('retired_id', 'text')
    .addColumn('retire_mode', 'text')
    .addColumn('end_other_sessions', 'integer', (column) => column.notNull())
    .addColumn('requester', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('registered_at', 'bigint')
    .addColumn('done_at', 'bigint')
    .addColumn('undo_until', 'bigint')
    .addColumn('frozen_by', 'text')
    .addColumn('frozen_until', 'bigint')
    .addColumn('decide_until', 'bigint')
    .addColumn('outweighs', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('tie_before', 'bigint')
    .addColumn('tied', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('settled', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema.createIndex('recoveries_of_account').on('recoveries').column('account_id').execute()
  await schema.createIndex('recoveries_by_age').on('recoveries').column('created_at').execute()
  // The sweep looks only at those that are not over.
  await schema
    .createIndex('recoveries_under_way')
    .on('recoveries')
    .column('state')
    .where(sql.ref('settled'), '=', sql.lit(0))
    .execute()
  // What only those have that begin with a proof and may wait for days.
  await schema
    .createTable('recovery_waits')
    .addColumn('recovery_id', 'text', (column) => column.primaryKey())
    .addColumn('page_key', 'text', (column) => column.notNull())
    .addColumn('pauses', 'text', (column) => column.notNull())
    .addColumn('retires', 'text', (column) => column.notNull().defaultTo('[]'))
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createScheduledChanges(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('scheduled_changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('scheduled_by', 'text', (column) => column.notNull())
    .addColumn('mode', 'text')
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('scheduled_once', ['credential_id', 'scheduled_by'])
    .execute()
  await schema.createIndex('scheduled_of_account').on('scheduled_changes').column('account_id').execute()
  await schema.createIndex('scheduled_due').on('scheduled_changes').column('due_at').execute()
}

async function createAudit(schema: SchemaModule, types: ColumnTypes): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('seq', types.sequence, (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text')
    .addColumn('about_id', 'text')
    .addColumn('session_id', 'text')
    .addColumn('credential_id', 'text')
    .addColumn('recovery_id', 'text')
    .addColumn('device', 'text')
    .addColumn('network', 'text')
    .addColumn('detail', 'text')
    .execute()
  await schema.createIndex('audit_of_account').on('audit').columns(['account_id', 'action', 'seq']).execute()
  await schema
    .createIndex('audit_about')
    .on('audit')
    .column('about_id')
    .where('about_id', 'is not', null)
    .execute()
}

/** Who may see the console, and the sessions for which it is open. */
async function createAdmins(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('admins')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .addColumn('granted_at', 'bigint', (column) => column.notNull())
    .addColumn('granted_again_at', 'bigint')
    .execute()
  await schema
    .createTable('open_consoles')
    .addColumn('session_id', 'text', (column) => column.primaryKey())
    .addColumn('open_until', 'bigint', (column) => column.notNull())
    .execute()
}

/** One link for each account: a new one takes the place of the one before. */
async function createOperatorLinks(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('operator_links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('page', 'text')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('decides', 'integer', (column) => column.notNull())
    .execute()
}
