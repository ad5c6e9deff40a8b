import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** The set counts, and is not to be switched off by now. */
export function countsNow({ now }: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'backup_code_sets'>()
  return row.and([
    row('backup_code_sets.counting', '=', 1),
    row.or([row('backup_code_sets.off_at', 'is', null), row('backup_code_sets.off_at', '>', now)]),
  ])
}
