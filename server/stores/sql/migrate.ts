import type { Kysely } from 'kysely'
import { StoreAway } from '../../errors/store-away.ts'
import type { SqlDialect } from './dialect.ts'
import { firstTables } from './migrations/001-first-tables.ts'
import { CannotOpenSql, NewerDatabase, WrongRpId } from './start-errors.ts'
import { TABLE_NAMES, type Tables } from './tables.ts'

type MetaKey = Tables['meta']['key']

/** Never change their order: a database stores how many of these it has had. */
export const MIGRATIONS = [firstTables]

/**
 * Brings the database up to date in one transaction, one process at a time even if several start at once. Checks
 * that the database can do the work and belongs to this relying party. Throws CannotOpenSql, WrongRpId and
 * NewerDatabase, and then changes nothing.
 */
export async function migrate(db: Kysely<Tables>, dialect: SqlDialect, rpId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await dialect.lockForMigration(tx)
    const found = await findSchema(tx, dialect, rpId)
    if (found === 0) await createMeta(tx, dialect)
    for (const migration of MIGRATIONS.slice(found)) await migration(tx.schema, dialect.types)
    await expectWhole(tx, dialect) // [S190]
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
  const found = await findSchema(db, dialect, rpId)
  if (found === MIGRATIONS.length) await expectWhole(db, dialect)
  return found === 0 ? 'all' : MIGRATIONS.length - found
}

/** A backup of which only a part was put back is marked as ours, but lacks some of our tables. */
async function expectWhole(tx: Kysely<Tables>, { place, taken }: SqlDialect): Promise<void> {
  const there = await taken(tx, TABLE_NAMES)
  const missing = TABLE_NAMES.filter((name) => !there.includes(name))
  if (missing.length === 0) return
  throw new CannotOpenSql(place, {
    reason: `tables of Rekey are missing in it: ${missing.join(', ')}`,
    mend: 'Put the backup back as a whole, into an empty database.',
  })
}

async function createMeta(tx: Kysely<Tables>, dialect: SqlDialect): Promise<void> {
  await dialect.makeSchema(tx)
  await tx.schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
}

/** How many migrations it has had; 0 if it is empty. Throws CannotOpenSql, WrongRpId and NewerDatabase. */
async function findSchema(tx: Kysely<Tables>, dialect: SqlDialect, rpId: string): Promise<number> {
  const { place } = dialect
  await dialect.expectFit(tx) // [S183]
  const taken = await dialect.taken(tx, TABLE_NAMES)
  if (taken.length === 0) return 0
  await expectOurs(tx, dialect, taken) // [S185]
  const found = Number(await readMeta(tx, 'schema'))
  if (found > MIGRATIONS.length) throw new NewerDatabase(place, found, MIGRATIONS.length)
  const madeFor = (await readMeta(tx, 'rp_id')) ?? ''
  if (madeFor !== rpId) throw new WrongRpId(dialect, madeFor, rpId)
  return found
}

async function expectOurs(
  tx: Kysely<Tables>,
  { place, otherPlace }: SqlDialect,
  taken: readonly string[],
): Promise<void> {
  if (taken.includes('meta') && (await isOurs(tx))) return
  const reason = `another program has tables there with names that Rekey needs: ${taken.join(', ')}`
  throw new CannotOpenSql(place, { reason, mend: otherPlace })
}

/** The transaction that makes our table fills it too. A table of another program may have other columns. */
async function isOurs(tx: Kysely<Tables>): Promise<boolean> {
  try {
    const schema = Number((await readMeta(tx, 'schema')) ?? 'none')
    return Number.isInteger(schema) && (await readMeta(tx, 'rp_id')) !== undefined
  } catch (error) {
    if (error instanceof StoreAway) throw error
    return false
  }
}

/** When this database was first opened, by its own clock. A store that is younger may have lost data. */
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
