import { type SchemaModule, sql } from 'kysely'

/** Cases of people who have nothing left. A part of the first tables. */
export async function createCases(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('page_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded_name', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text')
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('in_queue', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('check_text', 'text')
    .addColumn('checked_by', 'text')
    .addColumn('confirmed_by', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('code_hash', 'text')
    .addColumn('mailed_to', 'text')
    .addColumn('tries_left', 'integer', (column) => column.notNull())
    .execute()
  // A page has one at most that is not over.
  await schema
    .createIndex('cases_of_page')
    .on('cases')
    .column('page_key')
    .unique()
    .where(sql.ref('state'), 'in', sql`('open', 'checked', 'confirmed')`)
    .execute()
  await schema.createIndex('cases_of_name').on('cases').column('folded_name').execute()
  await schema.createIndex('cases_of_account').on('cases').column('account_id').execute()
  await schema.createIndex('cases_by_opening').on('cases').columns(['state', 'opened_at']).execute()
  await schema.createIndex('cases_by_end').on('cases').column('expires_at').execute()
}
