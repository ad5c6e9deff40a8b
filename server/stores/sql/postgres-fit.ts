import { type Kysely, sql } from 'kysely'
import type { Problem } from './problem.ts'
import { CannotOpenSql } from './start-errors.ts'
import { TABLE_NAMES, type Tables } from './tables.ts'

/** What Rekey needs from the database later. */
interface Facts {
  readonly encoding: string
  readonly readOnly: boolean
  /** Null if the search_path leads to no schema that this user may use. */
  readonly schema: string | null
  readonly isThere: boolean
  readonly mayMakeSchemas: boolean
  readonly mayUse: boolean
  readonly mayMakeTables: boolean
  readonly hasTables: boolean
  /** Our tables that this user may not read and write. */
  readonly withheld: readonly string[]
  /** Our tables of which this user sees only some rows. */
  readonly rowsHidden: readonly string[]
}

/** Checks a PostgreSQL that answers. Throws CannotOpenSql if it would fail later, when someone signs up. */
export async function expectFit(db: Kysely<Tables>, place: string, schema: string | null): Promise<void> {
  const problem = problemWith(await readFacts(db, schema))
  if (problem) throw new CannotOpenSql(place, problem)
}

async function readFacts(db: Kysely<Tables>, schema: string | null): Promise<Facts> {
  const { rows } = await sql<Facts>`
    select
      current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only') = 'on' as "readOnly",
      wanted.name as schema,
      n.oid is not null as "isThere",
      has_database_privilege(current_database(), 'create') as "mayMakeSchemas",
      coalesce(has_schema_privilege(n.oid, 'usage'), false) as "mayUse",
      coalesce(has_schema_privilege(n.oid, 'create'), false) as "mayMakeTables",
      exists (select from pg_class where relnamespace = n.oid and relname = 'meta') as "hasTables",
      array(
        select relname::text from pg_class
        where relnamespace = n.oid and relkind = 'r' and relname = any(${TABLE_NAMES}) and not (
          has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert') and
          has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete')
        )
        union all
        select relname from pg_class
        where relnamespace = n.oid and relkind = 'S' and relname = 'audit_seq_seq' and
          not has_sequence_privilege(oid, 'usage')
        order by 1
      ) as withheld,
      array(
        select relname::text from pg_class
        where relnamespace = n.oid and relkind = 'r' and relname = any(${TABLE_NAMES}) and row_security_active(oid)
        order by 1
      ) as "rowsHidden"
    from (select coalesce(${schema}, current_schema())::text as name) wanted
    left join pg_namespace n on n.nspname = wanted.name`.execute(db)
  const [facts] = rows
  if (!facts) throw new Error('PostgreSQL says nothing about itself.')
  return facts
}

function problemWith(facts: Facts): Problem | null {
  if (facts.encoding !== 'UTF8') {
    return {
      reason: `its encoding is ${facts.encoding}, which cannot hold everyone’s name`,
      mend: `Make one in UTF-8, and name it in DATABASE_URL: create database rekey encoding 'UTF8' template template0;`,
    }
  }
  if (facts.readOnly) {
    return {
      reason: 'it is read-only',
      mend: 'Name the primary in DATABASE_URL, because a standby takes no writes; or switch default_transaction_read_only off.',
    }
  }
  const problems = [
    schemaProblem(facts),
    tablesProblem(facts),
    rowsProblem(facts), // [S192]
  ]
  return problems.find((problem) => problem !== null) ?? null
}

function rowsProblem({ rowsHidden }: Facts): Problem | null {
  const [one] = rowsHidden
  if (one === undefined) return null
  return {
    reason: `row level security hides rows of ${rowsHidden.join(', ')} from this user`,
    mend: `Name the user in DATABASE_URL who owns them, or run there, for each: alter table ${one} disable row level security, no force row level security;`,
  }
}

function schemaProblem({ schema, isThere, mayMakeSchemas }: Facts): Problem | null {
  if (schema === null) {
    return {
      reason: 'its search_path leads to no schema that this user may use',
      mend: `Run there: ${grantOn('public')} Or set DATABASE_SCHEMA to a schema of that user.`,
    }
  }
  if (isThere || mayMakeSchemas) return null
  return {
    reason: `it has no schema ${schema}, and this user may not make one`,
    mend: `Run there, with the user of DATABASE_URL for USER: create schema ${schema} authorization USER;`,
  }
}

function tablesProblem(facts: Facts): Problem | null {
  const { schema, isThere, mayUse, mayMakeTables, hasTables, withheld } = facts
  if (schema !== null && isThere && (!mayUse || !(hasTables || mayMakeTables))) {
    return {
      reason: `this user may not make tables in its schema ${schema}`,
      mend: `Run there: ${grantOn(schema)} Or set DATABASE_SCHEMA to a schema of that user.`,
    }
  }
  if (withheld.length === 0) return null
  return {
    reason: `this user may not read and write ${withheld.join(', ')}`,
    mend:
      'Name the user in DATABASE_URL who made them, or grant select, insert, update and delete on them, ' +
      'and usage on audit_seq_seq. If another program made them, set DATABASE_SCHEMA.',
  }
}

function grantOn(schema: string): string {
  return `grant usage, create on schema ${schema} to USER; with the user of DATABASE_URL for USER.`
}
