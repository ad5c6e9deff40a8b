import { type SchemaModule, sql } from 'kysely'

/** E-mail addresses of accounts. */
export async function createAddresses(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('addresses')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('added_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('code_hash', 'text')
    .addColumn('code_until', 'bigint')
    .addColumn('tries_left', 'integer', (column) => column.notNull())
    .addColumn('counts_from', 'bigint')
    .addColumn('counts_since', 'bigint')
    .addColumn('removed_by', 'text')
    .addColumn('leaves_at', 'bigint')
    .execute()
  await schema.createIndex('addresses_of_account').on('addresses').column('account_id').execute()
  // An address that was confirmed belongs to one account.
  await schema
    .createIndex('addresses_confirmed')
    .on('addresses')
    .column('address')
    .unique()
    .where(sql.ref('state'), '!=', sql.lit('unconfirmed'))
    .execute()
  // Somebody who lost their passkey types it in any case.
  await schema
    .createIndex('addresses_folded')
    .on('addresses')
    .expression(sql`lower(${sql.ref('address')})`)
    .execute()
  // The sweep looks only at those for which something is due.
  await schema
    .createIndex('addresses_waiting')
    .on('addresses')
    .column('counts_from')
    .where(sql.ref('counts_from'), 'is not', null)
    .execute()
  await schema
    .createIndex('addresses_leaving')
    .on('addresses')
    .column('leaves_at')
    .where(sql.ref('leaves_at'), 'is not', null)
    .execute()
}

/** Whether a method is a way back into an account. */
export async function createMethodSwitches(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('method_switches')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('is_on', 'integer', (column) => column.notNull())
    .addColumn('on_since', 'bigint')
    .addColumn('due_at', 'bigint')
    .addColumn('asked_by', 'text')
    .addPrimaryKeyConstraint('method_switches_pk', ['account_id', 'method'])
    .execute()
  // The sweep looks only at those for which something is due.
  await schema
    .createIndex('method_switches_due')
    .on('method_switches')
    .column('due_at')
    .where(sql.ref('due_at'), 'is not', null)
    .execute()
}

/** Links in notices that pause a recovery. */
export async function createPauseLinks(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('pause_links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('recovery_id', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('address_id', 'text', (column) => column.notNull())
    .execute()
  await schema.createIndex('pause_links_of_recovery').on('pause_links').column('recovery_id').execute()
}

/** What pages had mailed. A page that asks again has the newest one alone. */
export async function createMailedCodes(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('mailed_codes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('page_key', 'text', (column) => column.notNull().unique())
    .addColumn('account_id', 'text')
    .addColumn('address_id', 'text')
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('code_until', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('tries_left', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .execute()
  await schema.createIndex('mailed_codes_by_end').on('mailed_codes').column('expires_at').execute()
}

/** The outbox. */
export async function createMails(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text')
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('link_hash', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('why', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('give_up_at', 'bigint', (column) => column.notNull())
    .execute()
  // A node looks every second, only at those that wait, and first at what is void soonest.
  await schema
    .createIndex('mails_due')
    .on('mails')
    .columns(['give_up_at', 'due_at'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
  await schema
    .createIndex('mails_of_nobody')
    .on('mails')
    .column('created_at')
    .where(sql.ref('account_id'), 'is', null)
    .execute()
  await schema.createIndex('mails_by_age').on('mails').column('created_at').execute()
  await schema
    .createIndex('mails_by_link')
    .on('mails')
    .column('link_hash')
    .where(sql.ref('link_hash'), 'is not', null)
    .execute()
}
