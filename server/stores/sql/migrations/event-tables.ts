import { type SchemaModule, sql } from 'kysely'

/** The outbox of events. */
export async function createEvents(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('receiver', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text')
    .addColumn('content', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('why', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('give_up_at', 'bigint', (column) => column.notNull())
    .addColumn('of_erased', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  // A node looks every second, and only at those that wait, and first at what is void soonest.
  await schema
    .createIndex('events_due')
    .on('events')
    .columns(['receiver', 'give_up_at', 'due_at'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
  await schema
    .createIndex('events_of_erased')
    .on('events')
    .column('state')
    .where(sql.ref('of_erased'), '=', sql.lit(1))
    .execute()
  await schema.createIndex('events_by_age').on('events').columns(['state', 'created_at']).execute()
}
