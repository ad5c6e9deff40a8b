import type { LimitRule } from './limiter.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** One number that a deployment may set, between two that it may not pass. */
export interface Choosable {
  readonly value: number
  readonly floor: number
  readonly ceiling: number
  /** For whom it counts, and why it is what it is; for the tables in docs/spec/limits.md. */
  readonly per: string
  readonly why: string
}

/** Points per window of whole seconds. `wide`: a larger budget holds for the IPv6 /48 around a network. */
export interface Budget extends Choosable {
  readonly windowMs: number
  readonly wide?: true
  /** One too many waits for one of the next windows, by lot, before it is refused. */
  readonly turns?: true
  /** Guards a guess: a store that may have forgotten begins its count at half. */
  readonly guess?: true
  /** One session gets half of it: who has copied its cookie leaves the other half to whoever signs in again. */
  readonly shared?: true
}

/** One customer may own 65,536 /64s, a phone has one of its own: between the two lies this factor. */
const WIDE_TIMES = 5

/**
 * Where a proxy that nobody told us of hides people behind its own address, all of them have so many times what one
 * network has: a large site of thousands gets in, and whoever only says that he is forwarded does not go on without
 * end.
 */
export const HIDDEN_TIMES = 50

/** How much of a passkey's budget one session may spend, rounded up. */
const SESSION_SHARE = 1 / 2

/** Every budget of the product. `LIMITS` sets them by these names. */
export const BUDGETS = {
  opening: {
    ...{ value: 120, floor: 60, ceiling: 2_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Pages opened: an office behind one address can reload freely, a flood is stopped.',
  },
  'opening-named': {
    ...{ value: 120, floor: 60, ceiling: 2_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Pages opened with an account name, counted separately: a flood of the others leaves this way open.',
  },
  'opening-browser': {
    ...{ value: 12, floor: 6, ceiling: 120, windowMs: MINUTE, per: 'browser' },
    why: 'Pages opened by one browser: someone who keeps reloading takes nothing from their neighbours.',
  },
  connecting: {
    ...{ value: 50, floor: 10, ceiling: 2_000, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: 'Live connections: protects the server.',
  },
  look: {
    ...{ value: 50, floor: 1, ceiling: 2_000, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: 'QR links checked: protects the server. A secret of 128 bits can’t be guessed.',
  },
  'code-reuse': {
    ...{ value: 3, floor: 1, ceiling: 20, windowMs: HOUR, per: 'pairing' },
    why: 'Reuses of one code that are recorded: nobody can fill the Activity of its account.',
  },
  claim: {
    ...{ value: 10, floor: 3, ceiling: 30, windowMs: 10 * MINUTE, guess: true, shared: true, per: 'passkey' },
    why: 'Scans and typed PINs: an honest person needs one or two.',
  },
  'wrong-pin': {
    ...{ value: 5, floor: 3, ceiling: 10, windowMs: 15 * MINUTE, guess: true, shared: true, per: 'passkey' },
    why: 'Wrong PINs in a row: with 40 bits and 5 tries, the chance of a hit is below one in 100 billion.',
  },
  'wrong-pin-day': {
    ...{ value: 20, floor: 5, ceiling: 50, windowMs: DAY, guess: true, shared: true, per: 'passkey' },
    why: 'Wrong PINs in a day: typing right ones in between, from one’s own pages, gives no more guesses.',
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
  rename: {
    ...{ value: 10, floor: 3, ceiling: 100, windowMs: HOUR, per: 'session' },
    why: 'New passkey names: each one updates every device of the account.',
  },
} as const satisfies Readonly<Record<string, Budget>>

export type BudgetName = keyof typeof BUDGETS
/** Of the budgets that are taken in turns. */
export type TurnName = {
  [Name in BudgetName]: (typeof BUDGETS)[Name] extends { turns: true } ? Name : never
}[BudgetName]

/** Numbers of places and of the risk policy, which `LIMITS` sets as well. */
export const THRESHOLDS = {
  'live-per-network': {
    ...{ value: 200, floor: 50, ceiling: 5_000, per: 'network' },
    why: 'Open pages. When full, new ones are refused and none is closed: a flood can’t end an honest page.',
  },
  'live-named': {
    ...{ value: 50, floor: 10, ceiling: 1_000, per: 'network' },
    why: 'More places, for pages with an account name.',
  },
  'live-per-wide-network': {
    ...{ value: 1_000, floor: 200, ceiling: 20_000, per: 'IPv6 /48' },
    why: 'Open pages of one customer, who may own 65,536 networks.',
  },
  'live-per-deployment': {
    ...{ value: 20_000, floor: 2_000, ceiling: 200_000, per: 'deployment' },
    why: 'Open pages in all. One process can hold the connections of 25,000.',
  },
  'live-reserved': {
    ...{ value: 4_000, floor: 500, ceiling: 50_000, per: 'deployment' },
    why: 'The last places, kept for networks that hold none.',
  },
  'busy-pages': {
    ...{ value: 5, floor: 1, ceiling: 50, per: 'network' },
    why: 'With more open pages, a mix-up is likely: PINs on both devices.',
  },
  'busy-openings': {
    ...{ value: 10, floor: 2, ceiling: 120, per: 'network and minute' },
    why: 'With more opened in a minute, someone may be fishing: PINs on both devices.',
  },
} as const satisfies Readonly<Record<string, Choosable>>

export type ThresholdName = keyof typeof THRESHOLDS
export type LimitName = BudgetName | ThresholdName
/** What a deployment has chosen, each within its floor and ceiling. */
export type ChosenLimits = Readonly<Partial<Record<LimitName, number>>>

/** Of the budgets that are counted by passkey, and by each of its sessions first. */
export type SharedName = {
  [Name in BudgetName]: (typeof BUDGETS)[Name] extends { shared: true } ? Name : never
}[BudgetName]

/** `wide` holds for the /48 around a network, `session` for one session of a passkey. */
export type Limits = {
  readonly [Name in BudgetName]: LimitRule & {
    readonly wide: LimitRule | null
    readonly session: Name extends SharedName ? LimitRule : null
  }
}

/** The budgets as rules, with what was chosen in place of the defaults. */
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

/** A threshold, as chosen or by default. */
export function threshold(name: ThresholdName, chosen: ChosenLimits = {}): number {
  return chosen[name] ?? THRESHOLDS[name].value
}

/** Wrong PINs of a network: only counted, never refused, and answered with SLOW_DOWN. */
export const NETWORK_WRONG_PIN: LimitRule = {
  name: 'network-wrong-pin',
  points: Number.MAX_SAFE_INTEGER,
  windowMs: 15 * MINUTE,
}

/** How long an answer to a PIN waits when its network has sent wrong ones: 1, 2, 4, then 8 s. */
export const SLOW_DOWN = { firstMs: SECOND, mostMs: 8 * SECOND } as const

/** One too many is put off so often, and may wait where fewer do, in one line and on this node. */
export const TURNS = { most: 4, jitterMs: 250, mostOfLine: 1_000, mostOfNode: 5_000 } as const

/** How long things count for the risk policy, in milliseconds. */
export const RISK = {
  /** Requests of two browsers that begin within this time of each other could be taken for one another. */
  neighbour: MINUTE,
  /** One account that claims pages of two browsers within this time. */
  twoPages: 10 * MINUTE,
  report: HOUR,
  /** A store younger than this may have forgotten what an older one knew. */
  newStore: 10 * MINUTE,
} as const

/** Commands of one socket. */
export const SOCKET_BUCKET = { perSecond: 5, burst: 10 } as const

/** Packets of one connection: a burst in each of three namespaces, and what Socket.IO sends by itself. */
export const PACKET_BUCKET = { perSecond: 20, burst: 40 } as const

/** Sockets of one session in each namespace of a node: someone's tabs, and not a flood of them. */
export const SOCKETS_OF_SESSION = 20

/** Connections of one node, whatever they are for; and of them those that may be sockets: 25,000. */
export const MOST_CONNECTIONS = 30_000
export const SOCKETS_OF_CONNECTIONS = 5 / 6

/** Of what a process may have open, for files, stores and what is on its way out. */
export const RESERVED_FILES = 100

/** The part of a node's sockets and connections that one network may hold: the others stay free for everybody else. */
export const SOCKET_SHARE = 1 / 4
/**
 * And that all may hold whom a proxy hides at one address. Fifty quarters would be more than there is; half leaves a
 * quarter free, also where who is not hidden there has the other.
 */
export const HIDDEN_SHARE = 1 / 2
