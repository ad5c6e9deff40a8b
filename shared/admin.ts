import type { DeadEvents } from './dead-events.ts'
import type { EndCause } from './end-causes.ts'
import type { DualReason } from './pairing.ts'

// What `/admin` shows: figures over the socket. None of them identifies a stranger or carries a code. Every change is
// a POST under /api/admin.

/** What is counted, in the order of the page: first what an attack changes. */
export const MEASURES = [
  'wrongPins',
  'refused',
  'dual',
  'codeReuse',
  'locks',
  'opened',
  'single',
  'ended',
  'done',
] as const

export type MeasureName = (typeof MEASURES)[number]

/** The states of a live page, in the order in which a recovery goes through them. */
export type LiveCounts = Readonly<Record<'open' | 'claimed' | 'matched' | 'approved', number>>

/** What was counted in one minute, by the store's clock. Words that were not counted are left out. */
export interface MinuteRow {
  /** Milliseconds since it began. */
  readonly agoMs: number
  readonly opened: number
  /** Claims without the return PIN. */
  readonly single: number
  /** Claims with it, by reason; one claim may have several. */
  readonly dual: Readonly<Partial<Record<DualReason, number>>>
  readonly ended: Readonly<Partial<Record<EndCause, number>>>
  readonly done: number
  /** By name of the budget, or `server_full`, `locked`, `name_required` for what the risk policy stopped. */
  readonly refused: Readonly<Record<string, number>>
  /** By reason. */
  readonly locks: Readonly<Record<string, number>>
  readonly wrongPins: number
  readonly codeReuse: number
}

/** What an admin should look at now. */
export interface Alarm {
  readonly kind:
    | 'wrong-pins'
    | 'code-reuse'
    | 'second-claimants'
    | 'reports'
    | 'nearly-full'
    | 'refusals'
    | 'hidden-network'
    | 'new-store'
  /** The figure that raised it, such as 42 wrong PINs in 15 minutes. Null if there is none. */
  readonly figure: number | null
  /** The network (cut to /24 or /48) that most of it came from, if that is known. */
  readonly source: { readonly network: string; readonly count: number } | null
  /** The limit that refused most, for an alarm about refusals; else null. */
  readonly limit: string | null
}

/** From when to when an alarm held. */
export interface AlarmSpanRow {
  /** Its kind and when it began. */
  readonly id: string
  readonly kind: Alarm['kind']
  /** The largest figure, and the network that most of it came from then. */
  readonly most: number | null
  readonly network: string | null
  readonly beganAgoMs: number
  /** When it was last seen to hold. */
  readonly lastAgoMs: number
  readonly over: boolean
  /** The first admin who marked it as seen, by account name. */
  readonly seen: { readonly by: string; readonly agoMs: number } | null
}

/** How the deployment is, in one word. `hurting`: an attack that keeps people out; `full`: so many that some wait. */
export type Status = 'quiet' | 'look' | 'contained' | 'hurting' | 'full'

/** A process of the deployment. */
export interface NodeStateRow {
  readonly id: string
  /** The name of its machine. */
  readonly host: string
  readonly version: string
  readonly upMs: number
  /** It has said nothing for too long. */
  readonly silent: boolean
  /** When it last said something. */
  readonly agoMs: number
  /** Whether the database answered it then. */
  readonly sql: boolean
  /** The one that sends these figures. */
  readonly own: boolean
}

/** What was counted in one hour of the store's clock, by measure. */
export interface HourRow {
  /** Milliseconds since it began. */
  readonly agoMs: number
  readonly counts: Readonly<Partial<Record<MeasureName, number>>>
}

/** One setting in force. */
export interface SettingRow {
  readonly name: string
  /** As it was set, or the words for its default. Null for a secret that is set, which is never shown. */
  readonly value: string | null
  readonly set: boolean
}

/** What changes slowly. Sent as event `background` when an admin connects, and every 10 s. */
export interface AdminBackground {
  /** Newest first, at most 168. Hours in which nothing was counted are left out. */
  readonly hours: readonly HourRow[]
  /** How many of a measure raise an alarm within 15 minutes, by measure. */
  readonly alarmAt: Readonly<Partial<Record<MeasureName, number>>>
  readonly version: string
  /** The stores in words. */
  readonly stores: string
  readonly settings: readonly SettingRow[]
}

/** What works only in part, or has a doubtful setting. */
export type WarningKind =
  /** Pairings and limits live in one process. */
  | 'embedded'
  /** `RP_ID` was not set, so the host of `PUBLIC_URL` was taken. */
  | 'rp-id'
  /** The name of a setting is misspelt, so it is not read. */
  | 'settings'
  /** A proxy must stand in front, and none is named. */
  | 'proxy'
  /** The process may have too few files open to hold all the sockets that it could. */
  | 'open-files'
  /** The place file cannot be read again, or is broken inside. */
  | 'places'
  /** Figures for admins are lost. */
  | 'figures'
  /** The console is shown nothing. */
  | 'console'
  /** The console is shown no hours and no settings. */
  | 'hours'
  /** Scheduled work is not carried out. */
  | 'cleanup'
  /** Expired rows are not removed. */
  | 'forgetting'
  /** Mail cannot be sent, or is refused. */
  | 'mail'
  /** Mails were not sent in time. */
  | 'mail-given-up'
  /** The webhook takes no events, and they wait. */
  | 'webhook'
  /** A callback of the site fails, and its events wait. */
  | 'callback'
  /** Events were not taken in time. */
  | 'events-dead'
  /** Log lines cannot be written. */
  | 'log'
  /** New connections cannot be taken. */
  | 'connections'
  /** A proxy drops the upgrade requests of pages, so they get no socket. */
  | 'upgrades'
  /** Redis evicts keys when it is full. */
  | 'eviction'
  /** Another program publishes on the channel where nodes announce changes to each other. */
  | 'foreign-words'
  /** An error in Rekey itself. */
  | 'fault'

/** A warning of one node, while it holds and for an hour after. */
export interface WarningRow {
  readonly kind: WarningKind
  /** The sentence that the server also writes to its log. */
  readonly says: string
  readonly beganAgoMs: number
  /** Null while it holds. */
  readonly endedAgoMs: number | null
}

export interface BudgetRow {
  readonly name: string
  readonly points: number
  readonly windowMs: number
  readonly per: string
  readonly why: string
  readonly refusedLastMinute: number
  readonly refusedLastHour: number
}

export interface HotKeyRow {
  readonly budget: string
  /** The first characters of a keyed hash. They tell keys apart and identify nobody. */
  readonly key: string
  /** The network, cut to /24 or /48, if the key is one; else null. */
  readonly network: string | null
  readonly spent: number
  readonly points: number
  readonly endsInMs: number
}

export interface LockRow {
  readonly id: string
  readonly kind: 'page' | 'account'
  /** A page: what its device says it is. An account: its name. */
  readonly who: string
  /** A page's cut network; null for an account. */
  readonly network: string | null
  readonly reason: string
  readonly leftMs: number
}

/** Sent as event `figures` when an admin connects and every 2 s from then on. */
export interface AdminFigures {
  readonly livePages: number
  readonly mostLivePages: number
  readonly byState: LiveCounts
  /** Newest first, at most 60. The first one is still running. Minutes in which nothing was counted are left out. */
  readonly minutes: readonly MinuteRow[]
  readonly alarms: readonly Alarm[]
  readonly status: Status
  /** Pages opened and recoveries done in the last 15 minutes. */
  readonly recent: { readonly opened: number; readonly done: number }
  /** Alarms of a week, newest first. */
  readonly timeline: readonly AlarmSpanRow[]
  readonly nodes: readonly NodeStateRow[]
  /** The warnings of the node that sends these figures. */
  readonly warnings: readonly WarningRow[]
  readonly budgets: readonly BudgetRow[]
  readonly hotKeys: readonly HotKeyRow[]
  readonly locks: readonly LockRow[]
  readonly deadEvents: DeadEvents
}

export interface AdminEvents {
  figures: AdminFigures
  background: AdminBackground
  bye: 'session-ended' | 'not-admin' | 'step-up-over' | 'restarting' | 'refused'
}
