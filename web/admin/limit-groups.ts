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

/** One group for each limit that can be set. The one that refuses most comes first. */
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

/** Keys that are equally close to a limit. Each network has a line of its own. */
export interface HotGroup {
  readonly id: string
  /** The key whose window ends last. */
  readonly row: HotKeyRow
  readonly keys: readonly string[]
}

/** The fullest first. Keys that look the same share one line. */
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

/** The id of a limit on the page. */
export const limitAnchor = (name: string) => `limit-${limitBase(name)}`

/** The id of a network among those close to a limit, the fullest first. Null if it is not there. */
export function networkAnchor(hotKeys: readonly HotKeyRow[], network: string): string | null {
  const found = groupHotKeys(hotKeys).find(({ row }) => row.network === network)
  return found ? hotAnchor(found.row) : null
}

export const hotAnchor = ({ budget, key }: HotKeyRow) => `key-${budget}-${key}`

/** Words for refusals that are not a limit that can be set, with the place on the page that says more. */
const ELSEWHERE: Readonly<Record<string, string | null>> = {
  server_full: limitAnchor('live-per-deployment'),
  locked: 'locks',
  name_required: null,
}

/** Where on the page to look at what refused. Null if there is nothing more to see. */
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
