import type {
  OldPasskey,
  SlowEndCause,
  SlowRecoveryView,
  SlowState,
  StopEffect,
  UnderWayRow,
} from '../../../shared/slow-recovery.ts'
import { type Credential, wasUsable } from '../../passkeys/credential.ts'
import { PAUSE_MS } from '../lifetimes.ts'
import {
  type Circumstances,
  counted,
  type RecoveryLevel,
  verdictOn,
  whatAPauseLinkDoes,
  whatAStopDoes,
} from '../policy.ts'
import { isOpen, type SlowRecovery, type Surrounded } from './slow-ledger.ts'

/** What the policy is asked about. */
export function circumstancesOf(
  { recovery, passkeys, now, disputedSince }: Surrounded,
  level: RecoveryLevel,
): Circumstances {
  const uses = passkeys.flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
  return {
    now,
    level,
    proofs: recovery.proofs,
    begunAt: recovery.createdAt,
    disputedSince,
    hadPasskey: passkeys.some(wasUsable), // [R3]
    passkeyUsedAt: uses.length > 0 ? Math.max(...uses) : null,
    pauses: recovery.pauses,
  }
}

/** Where a recovery stands, and until when it waits. */
interface Standing {
  readonly state: SlowState
  readonly until: number | null
}

/** Where a slow recovery stands, by the policy as long as it is open. */
export function standingOf(surrounded: Surrounded, level: RecoveryLevel): Standing {
  const { recovery, now } = surrounded
  if (!isOpen(recovery)) {
    return closedStanding(recovery)
  }
  const verdict = verdictOn(circumstancesOf(surrounded, level))
  switch (verdict.is) {
    case 'enough':
      return { state: 'ready', until: null }
    case 'prove-again':
      return { state: 'needs-proof-again', until: null }
    case 'needs-another':
    case 'none':
      return { state: 'needs-another-proof', until: null }
    case 'wait': {
      const isPaused = recovery.pauses.some(({ at }) => now < at + PAUSE_MS)
      return { state: isPaused ? 'paused' : 'on-hold', until: verdict.until }
    }
    default:
      return verdict satisfies never
  }
}

/** The same of one that nothing waits in any more. */
function closedStanding({ state, cause, frozenUntil, outweighs }: SlowRecovery): Standing {
  switch (state) {
    case 'registered':
    case 'done':
    case 'undone':
      return { state, until: null }
    case 'frozen':
      if (frozenUntil !== null) return { state: 'passkey-paused', until: frozenUntil } // [R91]
      return { state: outweighs ? 'passkey-tied' : 'passkey-frozen', until: null } // [R91]
    default:
      return { state: cause === 'moved' ? 'moved' : 'ended', until: null }
  }
}

/** A slow recovery as its page sees it. */
export function viewOf(surrounded: Surrounded, name: string, level: RecoveryLevel): SlowRecoveryView {
  const { recovery, passkeys, now } = surrounded
  const standing = standingOf(surrounded, level)
  const counting = counted(circumstancesOf(surrounded, level))
  // One that is stopped can come back: only if it's called out too, it does nothing then.
  const old = passkeys.filter(({ status }) => status !== 'removed') // [R78]
  return {
    recoveryId: recovery.id,
    name,
    ...standing,
    proofs: recovery.proofs.map((proof) => ({
      ...{ method: proof.from, at: proof.at },
      takenBy: proof.method === 'mailed-case' ? 'assisted' : proof.from,
      counts: counting.includes(proof), // [R93]
    })),
    endsAt: isOpen(recovery) ? recovery.endsAt : null,
    now,
    cause: recovery.cause as SlowEndCause | null,
    passkeys: standing.state === 'ready' ? old.map(toOldPasskey) : [], // [R32]
  }
}

/** What is frozen is retired like an old one: it isn't undone at once. */
function toOldPasskey({ id, name, status, undoableUntil }: Credential): OldPasskey {
  const isNew = status === 'unproven' || (undoableUntil !== null && status !== 'frozen')
  return { credentialId: id, name, isNew, isStopped: status === 'suspended' || status === 'frozen' }
}

/** A recovery under way as the devices of its account see it. */
export function underWayRow(
  surrounded: Surrounded,
  level: RecoveryLevel,
  own: Credential | undefined,
): UnderWayRow {
  const { recovery } = surrounded
  return {
    recoveryId: recovery.id,
    methods: [...new Set(recovery.proofs.map(({ from }) => from))],
    startedAt: recovery.createdAt,
    ...standingOf(surrounded, level),
    ...recovery.requester,
    stop: own ? stopEffect(surrounded, level, own) : 'nothing',
  }
}

/** What a veto with this passkey does. It can only end what is registered already, since no clock runs any more. */
export function stopEffect(surrounded: Surrounded, level: RecoveryLevel, by: Credential): StopEffect {
  const effect = whatAStopDoes(circumstancesOf(surrounded, level), by)
  return effect === 'pauses' && !isOpen(surrounded.recovery) ? 'nothing' : effect
}

/** What the link of a notice does that went to this address. Nothing waits any more in one that is registered. */
export function pauseLinkEffect(
  surrounded: Surrounded,
  level: RecoveryLevel,
  address: { readonly gaveProof: boolean },
): 'pauses' | 'nothing' {
  if (!isOpen(surrounded.recovery)) return 'nothing' // [M39]
  return whatAPauseLinkDoes(circumstancesOf(surrounded, level), address)
}
