import { type SchemaModule, sql } from 'kysely'

/** The sets of backup codes, and their codes. A part of the first tables. */
export async function createBackupCodes(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('backup_code_sets')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('counts_from', 'bigint', (column) => column.notNull())
    .addColumn('counting', 'integer', (column) => column.notNull())
    .addColumn('shown_in', 'text')
    .addColumn('shown_at', 'bigint', (column) => column.notNull())
    .addColumn('saved_at', 'bigint')
    .addColumn('tried_at', 'bigint')
    .addColumn('off_at', 'bigint')
    .addColumn('off_by', 'text')
    // One that counts, and a newer one that waits.
    .addUniqueConstraint('backup_codes_once', ['account_id', 'counting'])
    .execute()
  // The sweep looks only at those for which something is due.
  await schema
    .createIndex('backup_codes_waiting')
    .on('backup_code_sets')
    .column('counts_from')
    .where(sql.ref('counting'), '=', sql.lit(0))
    .execute()
  await schema
    .createIndex('backup_codes_leaving')
    .on('backup_code_sets')
    .column('off_at')
    .where(sql.ref('off_at'), 'is not', null)
    .execute()
  await schema
    .createTable('backup_codes')
    .addColumn('set_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('made_by', 'text')
    .addColumn('counts_from', 'bigint')
    .addColumn('counts_since', 'bigint')
    .addColumn('used_before', 'bigint')
    .addPrimaryKeyConstraint('backup_codes_key', ['set_id', 'number'])
    .execute()
  await schema
    .createIndex('backup_codes_renewed')
    .on('backup_codes')
    .column('counts_from')
    .where(sql.ref('counts_from'), 'is not', null)
    .execute()
}
