import type { Kysely } from 'kysely'
import type { SqlDialect } from './dialect.ts'
import { firstTables } from './migrations/001-first-tables.ts'
import { admins } from './migrations/002-admins.ts'
import { NewerDatabase, WrongRpId } from './start-errors.ts'
import type { Tables } from './tables.ts'

type MetaKey = Tables['meta']['key']

/** In order, and for ever: a database remembers how many of these it has seen. */
const MIGRATIONS = [firstTables, admins]

/**
 * Brings the database up to date in one transaction, alone even when several processes start at once, and
 * checks that it belongs to this relying party. Throws WrongRpId and NewerDatabase, and then changes nothing.
 */
export async function migrate(db: Kysely<Tables>, dialect: SqlDialect, rpId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await dialect.lockForMigration(tx)
    await tx.schema
      .createTable('meta')
      .ifNotExists()
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()

    const found = await findSchema(tx, dialect, rpId)
    for (const migration of MIGRATIONS.slice(found)) await migration(tx.schema, dialect.types)
    await writeMeta(tx, 'schema', String(MIGRATIONS.length))
    await writeMeta(tx, 'rp_id', rpId)
    await noteBirth(tx, dialect)
  })
}

/** How many of our migrations the next start will run: all of them on an empty database. Writes nothing. */
export async function countMissing(
  db: Kysely<Tables>,
  dialect: SqlDialect,
  rpId: string,
): Promise<'all' | number> {
  const { made } = await db.selectNoFrom(dialect.hasTables.as('made')).executeTakeFirstOrThrow()
  return made ? MIGRATIONS.length - (await findSchema(db, dialect, rpId)) : 'all'
}

/** How many migrations it has seen. Throws WrongRpId and NewerDatabase. */
async function findSchema(tx: Kysely<Tables>, { place }: SqlDialect, rpId: string): Promise<number> {
  const found = Number((await readMeta(tx, 'schema')) ?? 0)
  if (found > MIGRATIONS.length) throw new NewerDatabase(place, found, MIGRATIONS.length)
  const madeFor = (await readMeta(tx, 'rp_id')) ?? rpId
  if (madeFor !== rpId) throw new WrongRpId(place, madeFor, rpId)
  return found
}

/** When this database was first opened, by its own clock: a store that is younger may have forgotten things. */
async function noteBirth(tx: Kysely<Tables>, { now }: SqlDialect): Promise<void> {
  if ((await readMeta(tx, 'born')) !== undefined) return
  const { at } = await tx.selectNoFrom(now.as('at')).executeTakeFirstOrThrow()
  await writeMeta(tx, 'born', String(at))
}

async function readMeta(tx: Kysely<Tables>, key: MetaKey): Promise<string | undefined> {
  const row = await tx.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

async function writeMeta(tx: Kysely<Tables>, key: MetaKey, value: string): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
