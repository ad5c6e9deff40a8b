import { Kysely } from 'kysely'
import type { SqlDialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/**
 * Every query names the schema of its tables: behind a pooler, a setting of the connection could get lost, or stay
 * for others.
 */
export function connectTo({ kysely, schema }: SqlDialect): Kysely<Tables> {
  const db = new Kysely<Tables>({ dialect: kysely })
  if (schema !== null) return db.withSchema(schema) // [S184]
  return db
}
