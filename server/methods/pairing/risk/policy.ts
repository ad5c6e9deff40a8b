import type { ErrorCode } from '../../../../shared/errors.ts'
import type { DualReason } from '../../../../shared/reasons.ts'
import type { Verdict } from '../../../limits/limiter.ts'
import { RISK } from '../../../limits/numbers.ts'
import type { Admission } from '../live-pages.ts'

// What the people of a pairing are put through when requests could be confused: nothing more, a PIN on both
// devices, a lock, a wait, or a refusal. Pure: facts, marks and settings in, one outcome out. Lines that end in
// an id such as [L2] guard a rule of docs/spec/limits.md.

export interface RiskSettings {
  readonly dualPin: 'adaptive' | 'always'
  readonly onContention: 'dual-pin' | 'lock'
  /** `requests`: two live requests of one network lock too, besides what `claims` locks for. */
  readonly lockOn: 'claims' | 'requests'
  readonly lockMs: number
  readonly busyPages: number
  readonly busyOpenings: number
}

/** What is around a page; read at opening and again at the claim. */
export interface Surroundings {
  /** Other browsers' live requests on the network that began within a minute of this one or of now. */
  readonly neighbours: number
  /** Other browsers' live requests for the same typed name. */
  readonly sameName: number
  /** Live pages of the network, this one among them. */
  readonly livePages: number
  /** Openings of the network in the running minute. */
  readonly openings: number
  /** Infinity for a store that can have forgotten nothing. */
  readonly storeAgeMs: number
  /** What sticks to page key, browser, account and network. */
  readonly marks: readonly DualReason[]
}

export interface OpeningFacts extends Surroundings {
  readonly budget: Verdict
  /** Null where a lock or budget had stopped it before any place was asked for. */
  readonly admission: Admission | null
  /** How much longer this page's browser is locked; 0 when it is not. */
  readonly lockedMs: number
  readonly named: boolean
}

export interface ClaimFacts extends Surroundings {
  /** How much longer the page's browser is locked. */
  readonly pageLockedMs: number
  readonly way: 'qr' | 'pin'
  readonly placesDiffer: boolean
  /** Other browsers whose pages this account claimed in the last 10 minutes. */
  readonly otherBrowsers: number
}

/** Reasons that end with a lock, where the policy is to lock. */
export type LockReason = Extract<DualReason, 'same-network' | 'second-claimant' | 'two-pages'>

type RiskOutcome =
  | { readonly outcome: 'single' }
  | { readonly outcome: 'dual'; readonly reasons: readonly DualReason[] }
  | { readonly outcome: 'lock'; readonly reason: LockReason; readonly forMs: number }
  | { readonly outcome: 'wait'; readonly code: ErrorCode; readonly forMs: number }
  | { readonly outcome: 'refuse'; readonly code: ErrorCode }

/** How long a page is asked to wait when there is no place for it. */
const FULL_MS = 60_000

/** Where a page that opens stands. */
export function judgeOpening(facts: OpeningFacts, settings: RiskSettings): RiskOutcome {
  const { budget, admission, lockedMs, named, marks } = facts
  if (lockedMs > 0) return { outcome: 'wait', code: 'locked', forMs: lockedMs } // [L1]
  if (!budget.allowed) return { outcome: 'wait', code: 'rate_limited', forMs: budget.retryAfterMs } // [L2]
  if (marks.includes('second-claimant') && !named) return { outcome: 'refuse', code: 'name_required' } // [P24]
  if (admission === 'network-full') return { outcome: 'wait', code: 'rate_limited', forMs: FULL_MS } // [L3]
  if (admission === 'deployment-full') return { outcome: 'wait', code: 'server_full', forMs: FULL_MS } // [L4]
  if (facts.neighbours > 0 && locksOn('same-network', settings)) return lock('same-network', settings) // [L5]
  return upTo(reasonsAround(facts, settings))
}

/** Where a claim stands, whose code has been found good. */
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

/** How long a contention that the machine found locks, or null where it only makes dual. */
export function lockFor(reason: LockReason, settings: RiskSettings): number | null {
  return locksOn(reason, settings) ? settings.lockMs : null
}

/** Whether a reason that was found sticks: a reload, a reconnect or another node must not shake it off. */
export function sticks(reason: DualReason): boolean {
  return !PASSING.includes(reason)
}

/** These hold for as long as they are true, and what leads out of them is no downgrade. */
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
