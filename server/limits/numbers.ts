import { BACKUP_CODE_BUDGETS } from './backup-code-numbers.ts'
import { type Budget, type Choosable, DAY, HOUR, MINUTE, SECOND } from './budget.ts'
import { CASE_BUDGETS } from './case-numbers.ts'
import { CONTACT_BUDGETS } from './contact-numbers.ts'
import { EMAIL_BUDGETS } from './email-numbers.ts'
import type { LimitRule } from './limiter.ts'
import { MAIL_BUDGETS } from './mail-numbers.ts'
import { PAIRING_BUDGETS, PAIRING_THRESHOLDS } from './pairing-numbers.ts'
import { SLOW_BUDGETS } from './slow-numbers.ts'

/**
 * A customer may own a /48 of 65,536 /64s, and a phone has one /64 of its own. This factor lies between the two.
 */
const WIDE_TIMES = 5

/**
 * How many times the limits of one network all visitors have whom an untrusted proxy hides behind one address. A
 * site with thousands of visitors still works, and someone who only sends a forwarding header is still limited.
 */
export const HIDDEN_TIMES = 50

/** The share of a passkey's budget that one session may spend, rounded up. */
const SESSION_SHARE = 1 / 2

/** All budgets. `LIMITS` sets them by these names. */
export const BUDGETS = {
  ...PAIRING_BUDGETS,
  ...SLOW_BUDGETS,
  ...BACKUP_CODE_BUDGETS,
  ...EMAIL_BUDGETS,
  ...CASE_BUDGETS,
  ...CONTACT_BUDGETS,
  connecting: {
    ...{ value: 50, floor: 10, ceiling: 2_000, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: 'Live connections: protects the server.',
  },
  'code-reuse': {
    ...{ value: 3, floor: 1, ceiling: 20, windowMs: HOUR, per: 'recovery' },
    why: 'Reuses of one code that are recorded: nobody can fill the Activity of its account.',
  },
  recovery: {
    ...{ value: 2, floor: 1, ceiling: 10, windowMs: DAY, per: 'passkey that approves' },
    why: 'Recoveries, counted when done: more in a day means someone is losing a fight.',
  },
  'sign-up': {
    ...{ value: 10, floor: 1, ceiling: 1_000, windowMs: HOUR, wide: true, per: 'network' },
    why: 'New accounts: enough for a family or a training room, not for a farm.',
  },
  'sign-up-options': {
    ...{ value: 60, floor: 20, ceiling: 6_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Names checked while typing: one at every pause.',
  },
  'sign-in': {
    ...{ value: 50, floor: 5, ceiling: 2_000, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: 'Sign-ins started, one with every page view: protects the server.',
  },
  'sign-in-account': {
    ...{ value: 30, floor: 10, ceiling: 1_000, windowMs: 10 * MINUTE, per: 'account and network, or /48' },
    why: 'Sign-ins that succeed: each is kept in the audit, and a few devices at home need one each. A thief elsewhere uses none of these up.',
  },
  freeze: {
    ...{ value: 50, floor: 5, ceiling: 2_000, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: '“Stop changes I didn’t make”, which nothing else can use up: protects the server.',
  },
  assertion: {
    ...{ value: 10, floor: 3, ceiling: 100, windowMs: HOUR, per: 'account' },
    why: 'Failed sign-ins that are recorded: nobody can fill the Activity of an account. It refuses no sign-in.',
  },
  'step-up': {
    ...{ value: 30, floor: 10, ceiling: 100, windowMs: 5 * MINUTE, per: 'session' },
    why: 'Passkey prompts: a dialog prepares one every 45 s and at each change of mind. Sessions get stolen.',
  },
  'account-change': {
    ...{ value: 30, floor: 10, ceiling: 200, windowMs: HOUR, per: 'account' },
    why: 'Changes that a passkey confirmed, in all sessions together: enough to set everything up in one sitting, and mails to one account cannot fill the outbox.',
  },
  remedy: {
    ...{ value: 30, floor: 10, ceiling: 200, windowMs: HOUR, per: 'passkey' },
    why: 'What is taken back, stopped or ended: as many as all the changes of an hour. Nobody with another passkey uses these up.',
  },
  rename: {
    ...{ value: 10, floor: 3, ceiling: 100, windowMs: HOUR, per: 'session' },
    why: 'New passkey names: each one updates every device of the account.',
  },
  'session-alone': {
    ...{ value: 30, floor: 10, ceiling: 200, windowMs: 10 * MINUTE, per: 'session' },
    why: 'Posts that take no step-up: more than a person sends, and a copied session doesn’t keep the database or the open devices of its account busy.',
  },
  ...MAIL_BUDGETS,
} as const satisfies Readonly<Record<string, Budget>>

export type BudgetName = keyof typeof BUDGETS
/** The names of the budgets that are taken in turns. */
export type TurnName = {
  [Name in BudgetName]: (typeof BUDGETS)[Name] extends { turns: true } ? Name : never
}[BudgetName]

/** The numbers of places and of the risk policy. `LIMITS` sets these too. */
export const THRESHOLDS = { ...PAIRING_THRESHOLDS } as const satisfies Readonly<Record<string, Choosable>>

export type ThresholdName = keyof typeof THRESHOLDS
export type LimitName = BudgetName | ThresholdName
/** What a deployment has set, each within its floor and ceiling. */
export type ChosenLimits = Readonly<Partial<Record<LimitName, number>>>

/** The names of the budgets that are counted by session and then by passkey. */
export type SharedName = {
  [Name in BudgetName]: (typeof BUDGETS)[Name] extends { shared: true } ? Name : never
}[BudgetName]

/** The rule of each budget. `wide` is for the /48 around a network, `session` for one session of a passkey. */
export type Limits = {
  readonly [Name in BudgetName]: LimitRule & {
    readonly wide: LimitRule | null
    readonly session: Name extends SharedName ? LimitRule : null
  }
}

/** The budgets as rules, with what the deployment has set instead of the defaults. */
export function limitsOf(chosen: ChosenLimits = {}): Limits {
  const names = Object.keys(BUDGETS) as BudgetName[]
  return Object.fromEntries(names.map((name) => [name, ruleOf(name, chosen)])) as Limits
}

function ruleOf(name: BudgetName, chosen: ChosenLimits) {
  const { value, windowMs, ...budget }: Budget = BUDGETS[name]
  const points = chosen[name] ?? value
  const wide = budget.wide ? { name: `${name}-wide`, points: points * WIDE_TIMES, windowMs } : null
  const guess = budget.guess && { guess: true as const }
  const ofSession = { name: `${name}-session`, points: Math.ceil(points * SESSION_SHARE), windowMs, ...guess }
  return { name, points, windowMs, ...guess, wide, session: budget.shared ? ofSession : null }
}

/** A threshold, as the deployment has set it, or its default. */
export function threshold(name: ThresholdName, chosen: ChosenLimits = {}): number {
  return chosen[name] ?? THRESHOLDS[name].value
}

/** The wrong PINs of a network are counted and slow it down (SLOW_DOWN). They are never refused. */
export const NETWORK_WRONG_PIN: LimitRule = {
  name: 'network-wrong-pin',
  points: Number.MAX_SAFE_INTEGER,
  windowMs: 15 * MINUTE,
}

/** The wrong backup codes for a name are counted and slow it down (SLOW_DOWN). They are never refused. */
export const NAME_WRONG_CODE: LimitRule = {
  name: 'name-wrong-code',
  points: Number.MAX_SAFE_INTEGER,
  windowMs: 15 * MINUTE,
}

/** How long the answer to a PIN or a backup code waits after wrong ones: 1, 2, 4, then 8 s. */
export const SLOW_DOWN = { firstMs: SECOND, mostMs: 8 * SECOND } as const

/** How often a call above a budget "in turns" is put off, and how many may wait, in one line and on a node. */
export const TURNS = { most: 4, jitterMs: 250, mostOfLine: 1_000, mostOfNode: 5_000 } as const

/** Times of the risk policy, in milliseconds. */
export const RISK = {
  /** Requests of two browsers that begin within this time of each other could be mixed up. */
  neighbour: MINUTE,
  /** An account that claims pages of two browsers within this time may be mixing them up. */
  twoPages: 10 * MINUTE,
  report: HOUR,
  /** A mark sticks to page key, browser and account for this long. */
  mark: 10 * MINUTE,
  /** A store that is younger than this may have forgotten something. */
  newStore: 10 * MINUTE,
} as const

/** How many commands a socket may send. */
export const SOCKET_BUCKET = { perSecond: 5, burst: 10 } as const

/**
 * How many packets a connection may send: enough for a burst of commands, and for what Socket.IO sends by itself.
 */
export const PACKET_BUCKET = { perSecond: 20, burst: 40 } as const

/** How many sockets a session may have in each namespace of a node: enough for someone's tabs, but no flood. */
export const SOCKETS_OF_SESSION = 20

/** How many connections a node may have, and which part of them may be sockets: 25,000. */
export const MOST_CONNECTIONS = 30_000
export const SOCKETS_OF_CONNECTIONS = 5 / 6

/** How many of the files that a process may open are kept for files, stores and connections that are closing. */
export const RESERVED_FILES = 100

/** The share of a node's sockets and connections that one network may hold. The rest stays free for others. */
export const SOCKET_SHARE = 1 / 4
/**
 * The share of all visitors whom a proxy hides behind one address. Fifty quarters would be more than there is. With
 * a half, a quarter stays free, even if the others at that address use their quarter too.
 */
export const HIDDEN_SHARE = 1 / 2
