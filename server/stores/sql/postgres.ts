import { PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { SqlDialect } from './dialect.ts'
import { openPool } from './postgres-pool.ts'
import { CannotOpenSql } from './start-errors.ts'

/** Any number will do, so long as no other program on the same database takes it: "rekey" in ASCII. */
const MIGRATION_LOCK = 0x72656b6579
const DEADLOCK_DETECTED = '40P01'

/** A pool to this server; nothing is connected yet. Throws CannotOpenSql when the address is none. */
export function openPostgres(url: string): SqlDialect {
  return {
    place: placeOf(url),
    advice: 'Start it, or correct DATABASE_URL.',
    kysely: new PostgresDialect({ pool: openPool(url) }),
    types: { bytes: 'bytea', sequence: 'bigserial' },
    // Not now(): that one stands still for a whole transaction, however long it waited for a lock.
    now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    hasTables: sql<number>`case when to_regclass('meta') is null then 0 else 1 end`,
    lockForMigration: async (tx) =>
      void (await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)),
    writesAlone: false,
    lostDeadlock: (error) => error instanceof pg.DatabaseError && error.code === DEADLOCK_DETECTED,
  }
}

function placeOf(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    // What is no such address may still hold a password, so it is not repeated.
    throw new CannotOpenSql(
      'PostgreSQL',
      'DATABASE_URL is not of the form postgres://user:password@host:port/database',
    )
  }
  const { host, pathname, searchParams } = new URL(url)
  return `PostgreSQL at ${searchParams.get('host') ?? host} (database ${pathname.slice(1) || 'unnamed'})`
}
