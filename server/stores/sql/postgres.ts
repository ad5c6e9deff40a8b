import { createHash } from 'node:crypto'
import { CompiledQuery, type Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { SqlDialect } from './dialect.ts'
import { postgresAddressProblem, readPostgresAddress } from './postgres-address.ts'
import { expectFit } from './postgres-fit.ts'
import { openPool } from './postgres-pool.ts'
import { postgresProblem } from './postgres-problem.ts'
import { CannotOpenSql } from './start-errors.ts'
import type { Tables } from './tables.ts'

/** Which PostgreSQL. */
export interface PostgresPlace {
  readonly databaseUrl: string
  /** For our tables. If it is not given, they are where PostgreSQL makes tables by default. */
  readonly schema?: string | null | undefined
}

/** Any number that no other program on the same database uses: "rekey" in ASCII. */
const MIGRATION_LOCK = 0x72656b6579
/** The first half of the lock number of an account: "reky" in ASCII. */
const HOLD_LOCK = 0x72656b79
const DEADLOCK_DETECTED = '40P01'

/** A pool for this server; nothing is connected yet. Throws CannotOpenSql if the address is wrong. */
export function openPostgres({ databaseUrl, schema = null }: PostgresPlace): SqlDialect {
  const place = placeOf(databaseUrl, schema)
  return {
    place,
    problemOf: postgresProblem,
    kysely: new PostgresDialect({ pool: openPool(databaseUrl) }),
    types: { bytes: 'bytea', sequence: 'bigserial' },
    // Not now(): that stays the same for a whole transaction, however long it waited for a lock.
    now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    clock: null,
    schema,
    taken: (db, names) => takenNames(db, schema, names),
    otherPlace:
      'Set DATABASE_SCHEMA to give the tables of Rekey a schema of their own, as in DATABASE_SCHEMA=rekey, or name another database.',
    expectFit: (db) => expectFit(db, place, schema),
    makeSchema: (tx) => makeSchema(tx, schema),
    lockForMigration: async (tx) =>
      void (await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)),
    // Without parameters, it is sent in one message with the beginning of its transaction.
    hold: async (tx, name) =>
      void (await tx.executeQuery(
        CompiledQuery.raw(`select pg_advisory_xact_lock(${HOLD_LOCK}, ${numberOf(name)})`),
      )),
    lostDeadlock: (error) => error instanceof pg.DatabaseError && error.code === DEADLOCK_DETECTED,
  }
}

/** 31 bits, which PostgreSQL reads as an integer. If two names get the same number, they wait for each other too; nothing else happens. */
function numberOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE() >>> 1
}

function placeOf(databaseUrl: string, schema: string | null): string {
  const problem = postgresAddressProblem(databaseUrl)
  if (problem)
    throw new CannotOpenSql('PostgreSQL', { reason: `DATABASE_URL ${problem}`, mend: 'Correct it.' })
  const { host, port, database } = readPostgresAddress(databaseUrl)
  const names = `database ${database ?? 'unnamed'}${schema === null ? '' : `, schema ${schema}`}`
  return `PostgreSQL at ${host}${port ? `:${port}` : ''} (${names})`
}

/** Looks at types too: each table has a type with its name. */
async function takenNames(
  db: Kysely<Tables>,
  schema: string | null,
  names: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    with place as (select oid from pg_namespace where nspname = coalesce(${schema}, current_schema()))
    select relname as name from pg_class, place where relnamespace = place.oid and relname = any(${names})
    union
    select typname from pg_type, place where typnamespace = place.oid and typname = any(${names})
    order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Not "if not exists": that needs the right to make a schema even if it exists. */
async function makeSchema(tx: Kysely<Tables>, schema: string | null): Promise<void> {
  if (schema === null) return
  const { rows } = await sql`select from pg_namespace where nspname = ${schema}`.execute(tx)
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(tx)
}
