import type { BudgetRow, HotKeyRow } from '../../shared/admin.ts'
import { limitBase } from './messages/limits.ts'

/** A limit with its wider and narrower forms, such as that of an IPv6 /48. */
export interface LimitGroup {
  readonly base: string
  /** The limit itself first. */
  readonly rows: readonly BudgetRow[]
  readonly refusedLastMinute: number
  readonly refusedLastHour: number
}

/** One group for each limit that an admin can set; what refuses most comes first. */
export function groupLimits(budgets: readonly BudgetRow[]): readonly LimitGroup[] {
  return [...gather(budgets, ({ name }) => limitBase(name))]
    .map(([base, rows]) => ({
      base,
      rows,
      refusedLastMinute: total(rows, (row) => row.refusedLastMinute),
      refusedLastHour: total(rows, (row) => row.refusedLastHour),
    }))
    .sort(
      (one, other) =>
        other.refusedLastMinute - one.refusedLastMinute || other.refusedLastHour - one.refusedLastHour,
    )
}

/** Those who are close to a limit in the same way; each network stands alone. */
export interface HotGroup {
  readonly id: string
  /** The one whose window ends last. */
  readonly row: HotKeyRow
  readonly keys: readonly string[]
}

/** The fullest first. What nobody can tell apart is one line. */
export function groupHotKeys(hotKeys: readonly HotKeyRow[]): readonly HotGroup[] {
  const alike = ({ budget, key, network, spent, points }: HotKeyRow) =>
    network === null ? `${budget} ${spent} of ${points}` : `${budget} ${key}`
  return [...gather(hotKeys, alike)]
    .map(([id, rows]) => ({
      id,
      row: rows.reduce((last, row) => (row.endsInMs > last.endsInMs ? row : last)),
      keys: rows.map(({ key }) => key),
    }))
    .sort((one, other) => fullness(other.row) - fullness(one.row))
}

/** 1 is full. */
export function fullness({ spent, points }: HotKeyRow): number {
  return points > 0 ? spent / points : 1
}

/** Where a limit stands on the page. */
export const limitAnchor = (name: string) => `limit-${limitBase(name)}`

/** Where a network stands among those that are close to a limit, the fullest first; null where it does not. */
export function networkAnchor(hotKeys: readonly HotKeyRow[], network: string): string | null {
  const found = groupHotKeys(hotKeys).find(({ row }) => row.network === network)
  return found ? hotAnchor(found.row) : null
}

export const hotAnchor = ({ budget, key }: HotKeyRow) => `key-${budget}-${key}`

/** What refused without being a limit that can be set, and where the page says more. */
const ELSEWHERE: Readonly<Record<string, string | null>> = {
  server_full: limitAnchor('live-per-deployment'),
  locked: 'locks',
  name_required: null,
}

/** Where on the page to look at what refused; null where there is nothing more to see. */
export function refusedAnchor(word: string): string | null {
  const elsewhere = ELSEWHERE[word]
  return elsewhere === undefined ? limitAnchor(word) : elsewhere
}

function gather<Row>(rows: readonly Row[], by: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const id = by(row)
    groups.set(id, [...(groups.get(id) ?? []), row])
  }
  return groups
}

function total<Row>(rows: readonly Row[], count: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + count(row), 0)
}
