import { type SchemaModule, sql } from 'kysely'

/** Recovery contacts, and what pages ask them for. A part of the first tables. */
export async function createContacts(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('recovery_contacts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded_name', 'text', (column) => column.notNull())
    .addColumn('named_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('agreed_at', 'bigint')
    .addColumn('counts_from', 'bigint')
    .addColumn('counts_since', 'bigint')
    .addColumn('ended_by', 'text')
    .addColumn('ends_at', 'bigint')
    .addUniqueConstraint('contacts_once', ['account_id', 'folded_name'])
    .execute()
  await schema.createIndex('contacts_of_contact').on('recovery_contacts').column('contact_id').execute()
  // The sweep looks only at those for which something is due.
  for (const time of ['counts_from', 'ends_at', 'expires_at']) {
    await schema
      .createIndex(`contacts_by_${time}`)
      .on('recovery_contacts')
      .column(time)
      .where(sql.ref(time), 'is not', null)
      .execute()
  }
  await schema
    .createTable('contact_refusers')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .execute()
  await schema
    .createTable('vouch_requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('page_key', 'text', (column) => column.notNull().unique())
    .addColumn('account_id', 'text')
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('vouched_as', 'text')
    .addColumn('vouched_by', 'text')
    .addColumn('code_hash', 'text')
    .addColumn('tries_left', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await schema.createIndex('vouch_requests_by_end').on('vouch_requests').column('expires_at').execute()
}
