import type { ErrorCode } from '../../../../shared/errors.ts'
import type { DualReason } from '../../../../shared/pairing.ts'
import type { Verdict } from '../../../limits/limiter.ts'
import { RISK } from '../../../limits/numbers.ts'
import type { Admission } from '../live-pages.ts'

// The risk policy: what people have to do when requests could be mixed up. Nothing more, PINs on both devices, a
// lock, a wait, or a refusal. Pure: facts and settings in, one outcome out. A line that ends in an id such as [L2]
// guards a rule of docs/spec/limits.md.

/** The settings that the risk policy judges by. */
export interface RiskSettings {
  readonly dualPin: 'adaptive' | 'always'
  readonly onContention: 'dual-pin' | 'lock'
  /** `requests` locks for all that `claims` locks for, and for two live requests of one network. */
  readonly lockOn: 'claims' | 'requests'
  readonly lockMs: number
  readonly busyPages: number
  readonly busyOpenings: number
}

/** What is around a page. It is read at the opening, and again at the claim. */
export interface Surroundings {
  /** Other browsers' live requests on the network that began within a minute of this one or of now. */
  readonly neighbours: number
  /** Other browsers' live requests for the same typed name. */
  readonly sameName: number
  /** Live pages of the network, this one among them. */
  readonly livePages: number
  /** Openings of the network in the running minute. */
  readonly openings: number
  /** Infinity for a store that cannot have forgotten anything. */
  readonly storeAgeMs: number
  /** The reasons that stick to page key, browser, account and network. */
  readonly marks: readonly DualReason[]
}

/** What the risk policy knows about an opening before it asks for a place. */
interface DoorFacts extends Pick<Surroundings, 'marks'> {
  readonly budget: Verdict
  /** How much longer this page's browser is locked, in milliseconds. 0 if it is not. */
  readonly lockedMs: number
  readonly named: boolean
}

/** What the risk policy knows about a page that opens. */
export interface OpeningFacts extends Surroundings, DoorFacts {
  /** Null if no place was asked for. */
  readonly admission: Admission | null
}

/** What the risk policy knows about a claim whose code works. */
export interface ClaimFacts extends Surroundings {
  /** How much longer the page's browser is locked, in milliseconds. 0 if it is not. */
  readonly pageLockedMs: number
  readonly way: 'qr' | 'pin'
  readonly placesDiffer: boolean
  /** Other browsers whose pages this account claimed in the last 10 minutes. */
  readonly otherBrowsers: number
}

/** Reasons for which a policy may lock. */
export type LockReason = Extract<DualReason, 'same-network' | 'second-claimant' | 'two-pages'>

type RiskOutcome =
  | { readonly outcome: 'single' }
  | { readonly outcome: 'dual'; readonly reasons: readonly DualReason[] }
  | { readonly outcome: 'lock'; readonly reason: LockReason; readonly forMs: number }
  | Stopped

/** A wait or a refusal. */
export type Stopped =
  | { readonly outcome: 'wait'; readonly code: ErrorCode; readonly forMs: number }
  | { readonly outcome: 'refuse'; readonly code: ErrorCode }

/** How long a page has to wait if there is no place for it. */
const FULL_MS = 60_000

/** Judges an opening before it takes a place. Null if it may ask for one. */
export function judgeAtDoor({ budget, lockedMs, named, marks }: DoorFacts): Stopped | null {
  if (lockedMs > 0) return { outcome: 'wait', code: 'locked', forMs: lockedMs } // [L1]
  if (!budget.allowed) return { outcome: 'wait', code: 'rate_limited', forMs: budget.retryAfterMs } // [L2]
  if (marks.includes('second-claimant') && !named) return { outcome: 'refuse', code: 'name_required' } // [P24]
  return null
}

/** Judges a page that opens. */
export function judgeOpening(facts: OpeningFacts, settings: RiskSettings): RiskOutcome {
  const { admission } = facts
  const stopped = judgeAtDoor(facts)
  if (stopped) return stopped
  if (admission === 'network-full') return { outcome: 'wait', code: 'rate_limited', forMs: FULL_MS } // [L3]
  if (admission === 'deployment-full') return { outcome: 'wait', code: 'server_full', forMs: FULL_MS } // [L4]
  if (facts.neighbours > 0 && locksOn('same-network', settings)) return lock('same-network', settings) // [L5]
  return upTo(reasonsAround(facts, settings))
}

/** Judges a claim whose code works. */
export function judgeClaim(
  facts: ClaimFacts,
  settings: RiskSettings,
): Exclude<RiskOutcome, { outcome: 'wait' }> {
  const { pageLockedMs, otherBrowsers, way, placesDiffer } = facts
  if (pageLockedMs > 0) return { outcome: 'refuse', code: 'code_invalid' } // [L6]
  if (otherBrowsers > 0 && locksOn('two-pages', settings)) return lock('two-pages', settings) // [L7]
  if (facts.neighbours > 0 && locksOn('same-network', settings)) return lock('same-network', settings) // [L8]
  return upTo([
    ...reasonsAround(facts, settings),
    ...when(way === 'pin', 'pin-way'), // [L26]
    ...when(placesDiffer, 'place-mismatch'), // [L27]
    ...when(otherBrowsers > 0, 'two-pages'), // [L28]
  ])
}

/** For how many milliseconds a contention that the machine found locks. Null if it only makes pairings dual. */
export function lockFor(reason: LockReason, settings: RiskSettings): number | null {
  return locksOn(reason, settings) ? settings.lockMs : null
}

/** Whether a reason that was found sticks, so that a reload, a reconnect or another node does not remove it. */
export function sticks(reason: DualReason): boolean {
  return !PASSING.includes(reason)
}

/** Reasons that hold as long as they are true. Nobody gains anything by getting rid of one. */
const PASSING: readonly DualReason[] = ['setting', 'pin-way', 'new-store', 'reported-network']

function reasonsAround(facts: Surroundings, settings: RiskSettings): readonly DualReason[] {
  const { busyPages, busyOpenings, dualPin } = settings
  const busy = facts.livePages > busyPages || facts.openings > busyOpenings
  return [
    ...when(dualPin === 'always', 'setting'), // [L20]
    ...facts.marks, // [L21]
    ...when(facts.neighbours > 0, 'same-network'), // [L22]
    ...when(facts.sameName > 0, 'same-name'), // [L23]
    ...when(busy, 'busy-network'), // [L24]
    ...when(facts.storeAgeMs < RISK.newStore, 'new-store'), // [L25]
  ]
}

function when(holds: boolean, reason: DualReason): readonly DualReason[] {
  return holds ? [reason] : []
}

function upTo(reasons: readonly DualReason[]): Extract<RiskOutcome, { outcome: 'single' | 'dual' }> {
  return reasons.length === 0 ? { outcome: 'single' } : { outcome: 'dual', reasons: [...new Set(reasons)] }
}

function locksOn(reason: LockReason, { onContention, lockOn }: RiskSettings): boolean {
  if (onContention !== 'lock') return false
  return reason !== 'same-network' || lockOn === 'requests'
}

function lock(reason: LockReason, { lockMs }: RiskSettings): Extract<RiskOutcome, { outcome: 'lock' }> {
  return { outcome: 'lock', reason, forMs: lockMs }
}
