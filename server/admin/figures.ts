import type { AdminFigures, HotKeyRow } from '../../shared/admin.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Figures, HotKey } from '../ports/figures.ts'
import type { LivePages } from '../ports/live-pages.ts'
import type { Locks } from '../ports/locks.ts'
import { type ChosenLimits, limitsOf, threshold } from '../throttle/numbers.ts'
import type { ProxyCheck } from '../throttle/proxy-check.ts'
import type { StoreNewness } from '../throttle/store-newness.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { alarmsOf } from './alarms.ts'
import { budgetRows } from './budget-rows.ts'
import { createNameLocks, MOST_READ } from './lock-rows.ts'
import { minuteRows } from './minute-rows.ts'

/** Rows that a person can still read. */
const MOST_HOT_KEYS = 40
/** Of one limit: whoever fills the fullest keys of one must not push those of all others off the page. */
const MOST_OF_A_LIMIT = 10
/** Keys that are read; the store keeps no more. */
const HOT_KEYS_READ = 1_000
/** Characters of a keyed hash that tell keys apart. */
const KEY_SHOWN = 8

export interface FigureDeps {
  readonly livePages: Pick<LivePages, 'count' | 'countByState'>
  readonly figures: Pick<Figures, 'minutes' | 'hotKeys'>
  readonly locks: Pick<Locks, 'list'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly newness: StoreNewness
  /** What this node alone has seen. */
  readonly proxyCheck: Pick<ProxyCheck, 'hiddenBy'>
  readonly warnings: Pick<Warnings, 'list'>
  readonly limits: ChosenLimits
}

/** Reads everything that the console shows. Throws StoreAway rather than leave something out. */
export type ReadFigures = () => Promise<AdminFigures>

export function createReadFigures(deps: FigureDeps): ReadFigures {
  const { livePages, figures, locks, newness, proxyCheck, warnings, limits } = deps
  const nameLocks = createNameLocks(deps.accounts)
  const mostLivePages = threshold('live-per-deployment', limits)
  const wrongPinsEach = limitsOf(limits)['wrong-pin'].points
  return async () => {
    const [live, byState, counted, hot, locked, storeAgeMs] = await Promise.all([
      livePages.count(),
      livePages.countByState(),
      figures.minutes(),
      figures.hotKeys(HOT_KEYS_READ),
      locks.list(MOST_READ),
      newness(),
    ])
    const minutes = minuteRows(counted)
    const hidden = proxyCheck.hiddenBy() !== null
    const facts = { minutes, livePages: live, mostLivePages, wrongPinsEach, hidden, storeAgeMs }
    return {
      livePages: live,
      mostLivePages,
      byState,
      minutes,
      alarms: alarmsOf(facts),
      warnings: warnings.list(),
      budgets: budgetRows(limits, minutes),
      hotKeys: fewOfEach(hot).map(hotKeyRow),
      locks: await nameLocks(locked),
    }
  }
}

/** The fullest keys, with a bound for each limit. */
function fewOfEach(fullest: readonly HotKey[]): readonly HotKey[] {
  const taken = new Map<string, number>()
  const few = fullest.filter(({ rule }) => {
    const before = taken.get(rule) ?? 0
    taken.set(rule, before + 1)
    return before < MOST_OF_A_LIMIT // [D16]
  })
  return few.slice(0, MOST_HOT_KEYS)
}

/** Whatever a store gives, no more of it than this leaves the server. */
function hotKeyRow({ rule, key, shown, spent, points, endsInMs }: HotKey): HotKeyRow {
  const prefix = key.slice(0, KEY_SHOWN) // [D14]
  return { budget: rule, key: prefix, network: shown, spent, points, endsInMs }
}
