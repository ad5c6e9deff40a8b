import { type Expression, expressionBuilder, type Selectable, type SqlBool } from 'kysely'
import type { CaseState } from '../../../../shared/assisted.ts'
import type { AccountId } from '../../../../shared/ids.ts'
import type { LiveCase } from '../../../methods/assisted/cases.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

const LIVE_STATES = ['open', 'checked', 'confirmed'] as const satisfies readonly CaseState[]

/** Not over, and in time. */
export function isLive({ now }: Pick<Queries, 'now'>): Expression<SqlBool> {
  const row = expressionBuilder<Tables, 'cases'>()
  return row.and([row('state', 'in', LIVE_STATES), row('expires_at', '>', now)]) // [C13]
}

/** Not over, even if it is late. */
export function isNotClosed(): Expression<SqlBool> {
  return expressionBuilder<Tables, 'cases'>()('state', 'in', LIVE_STATES)
}

/** A row as supporters get it, with the addresses of its account. */
export function toLive(row: Selectable<Tables['cases']>, addresses: LiveCase['addresses']): LiveCase {
  const { device, network, place } = row
  return {
    caseId: row.id,
    number: row.number,
    name: row.name,
    requester: { device, network, place },
    openedAt: row.opened_at,
    until: row.expires_at,
    state: row.state as CaseState,
    check: row.check_text,
    checkedBy: row.checked_by as AccountId | null,
    confirmedBy: row.confirmed_by as AccountId | null,
    isMailed: row.mailed_to !== null,
    addresses,
  }
}
