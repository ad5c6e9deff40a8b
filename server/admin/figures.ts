import type { AdminFigures, HotKeyRow, NodeStateRow } from '../../shared/admin.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { Figures, HotKey } from '../limits/figures.ts'
import { type ChosenLimits, threshold } from '../limits/numbers.ts'
import type { EventStore } from '../site-events/event-store.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { budgetRows } from './budget-rows.ts'
import type { HeldLocks } from './held-locks.ts'
import { createNameLocks, MOST_READ } from './lock-rows.ts'
import type { NodeRow, Nodes } from './nodes.ts'
import type { ReadAlarms } from './read-alarms.ts'
import { recentOf, statusOf } from './status.ts'
import { createNameSpans } from './timeline-rows.ts'

/** The most rows that a person can still read. */
const MOST_HOT_KEYS = 40
/**
 * The most rows of one limit: someone who fills the keys of one limit must not push those of the others off the page.
 */
const MOST_OF_A_LIMIT = 10
/** How many keys are read. The store keeps no more. */
const HOT_KEYS_READ = 1_000
/** How many characters of a keyed hash are shown. They tell keys apart. */
const KEY_SHOWN = 8

export interface FigureDeps {
  readonly readAlarms: ReadAlarms
  readonly livePages: { countByState(): Promise<AdminFigures['byState']> }
  readonly figures: Pick<Figures, 'hotKeys'>
  readonly locks: Pick<HeldLocks, 'list'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly nodes: Pick<Nodes, 'list'>
  readonly events: Pick<EventStore, 'dead'>
  /** The id of this node. */
  readonly ownNode: string
  /** What only this node has seen. */
  readonly warnings: Pick<Warnings, 'list'>
  readonly limits: ChosenLimits
}

/** Reads everything that the console shows. Throws StoreAway if anything cannot be read. */
export type ReadFigures = () => Promise<AdminFigures>

export function createReadFigures(deps: FigureDeps): ReadFigures {
  const { readAlarms, livePages, figures, locks, nodes, events, ownNode, warnings, limits } = deps
  const nameLocks = createNameLocks(deps.accounts)
  const nameSpans = createNameSpans(deps.accounts)
  const mostLivePages = threshold('live-per-deployment', limits)
  return async () => {
    const [now, byState, hot, locked, running, deadEvents] = await Promise.all([
      readAlarms(),
      livePages.countByState(),
      figures.hotKeys(HOT_KEYS_READ),
      locks.list(MOST_READ),
      nodes.list(),
      events.dead(),
    ])
    const { minutes, alarms } = now
    const nodeRows = running.map((node) => nodeRow(node, ownNode))
    const nodeTrouble = nodeRows.some(({ silent, sql }) => silent || !sql)
    return {
      livePages: now.livePages,
      mostLivePages,
      byState,
      minutes,
      alarms,
      status: statusOf({ alarms, minutes, nodeTrouble }),
      recent: recentOf(minutes),
      timeline: await nameSpans(now.spans),
      nodes: nodeRows,
      warnings: warnings.list(),
      budgets: budgetRows(limits, minutes),
      hotKeys: fewOfEach(hot).map(hotKeyRow),
      locks: await nameLocks(locked),
      deadEvents,
    }
  }
}

/** A node reports every 10 s. */
const SILENT_AFTER_MS = 35_000

function nodeRow(node: NodeRow, ownNode: string): NodeStateRow {
  return { ...node, silent: node.agoMs > SILENT_AFTER_MS, own: node.id === ownNode }
}

/** The fullest keys, with a maximum for each limit. */
function fewOfEach(fullest: readonly HotKey[]): readonly HotKey[] {
  const taken = new Map<string, number>()
  const few = fullest.filter(({ rule }) => {
    const before = taken.get(rule) ?? 0
    taken.set(rule, before + 1)
    return before < MOST_OF_A_LIMIT // [D16]
  })
  return few.slice(0, MOST_HOT_KEYS)
}

/** No more of a keyed hash than this leaves the server, whatever a store returns. */
function hotKeyRow({ rule, key, shown, spent, points, endsInMs }: HotKey): HotKeyRow {
  return {
    budget: rule,
    key: key.slice(0, KEY_SHOWN), // [D14]
    network: shown,
    spent,
    points,
    endsInMs,
  }
}
