import type { SchemaModule } from 'kysely'

/** Who may see the console, and for which sessions it is open. There is no foreign key to `accounts`; see 001. */
export async function admins(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('admins')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .addColumn('granted_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('admin_visits')
    .addColumn('session_id', 'text', (column) => column.primaryKey())
    .addColumn('open_until', 'bigint', (column) => column.notNull())
    .execute()
}
