import type { SchemaModule } from 'kysely'

/** What can be taken back of accounts themselves: at most one renaming and one deletion of each. */
export async function createAccountChanges(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('former_names')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded_name', 'text', (column) => column.notNull().unique())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('kept_until', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('former_names_kept').on('former_names').column('kept_until').execute()
  await schema
    .createTable('account_deletions')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('erased', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema.createIndex('account_deletions_due').on('account_deletions').column('due_at').execute()
}
