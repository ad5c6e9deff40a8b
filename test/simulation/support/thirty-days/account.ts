import {
  answersFor,
  isOlder,
  mayCancel,
  mayCarryOut,
  mayChange,
  mayDo,
  mayJudge,
  mayLift,
  mayRestore,
  mayStop,
} from '../../../../server/passkeys/authority.ts'
import type { CredentialStatus } from '../../../../server/passkeys/credential.ts'
import { UNAPPROVED_PROBATION_MS, UNDO_MS } from '../../../../server/recovery/lifetimes.ts'
import type { CredentialId } from '../../../../shared/ids.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Who has a passkey, a paper or a mailbox in hand. Attackers who work together are one. */
export type Side = 'owner' | 'others'

/** A passkey of the model. What it may do is asked of passkeys/authority.ts. */
export interface Key {
  readonly id: CredentialId
  readonly side: Side
  readonly createdAt: number
  /** Null for those that the account always had. */
  readonly undoableUntil: number | null
  readonly broughtBy: Key | null
  readonly probationUntil: number
  status: CredentialStatus
  suspendedBy: Key | null
  leavesAt: number | null
  frozenBy: Key | null
}

interface Scheduled {
  readonly by: Key
  readonly on: Key
  readonly due: number
}

/** The passkeys of one account, as the stores keep them, by the hour. */
export class Passkeys {
  now = 0
  readonly keys: Key[] = []
  scheduled: Scheduled[] = []
  lastUsedAt = 0

  /** A passkey that is mature at hour 0. */
  old(side: Side, ageDays: number): Key {
    return this.put({
      side,
      createdAt: -ageDays * DAY,
      undoableUntil: null,
      broughtBy: null,
      probationUntil: 0,
    })
  }

  /** The passkey of a recovery that no passkey approved. */
  arrive(side: Side): Key {
    return this.put({ side, ...this.arrival(null), probationUntil: this.now + UNAPPROVED_PROBATION_MS })
  }

  standing(key: Key) {
    const isUndoable = key.undoableUntil !== null && (this.now < key.undoableUntil || key.status === 'frozen')
    const onProbation = this.now < key.probationUntil
    return { ...key, onProbation, undoableSince: isUndoable ? key.createdAt : null }
  }

  canAct(key: Key): boolean {
    return mayDo(this.standing(key), 'step-up') === true
  }

  add(by: Key): void {
    if (mayDo(this.standing(by), 'add-passkey') !== true) return
    this.put({ side: by.side, ...this.arrival(by), probationUntil: 0 })
  }

  /** Schedules it if the acting passkey is too young to do it at once. */
  remove(by: Key, on: Key): void {
    if (!this.canAct(by) || by === on) return
    if (mayChange(this.standing(by), on) === true) this.setAside(on, by, this.now + UNDO_MS)
    else if (on.status === 'active' && !this.scheduled.some((one) => one.by === by && one.on === on))
      this.scheduled.push({ by, on, due: by.undoableUntil ?? this.now })
  }

  report(by: Key, on: Key): void {
    if (!this.canAct(by) || by === on || mayChange(this.standing(by), on) !== true) return
    if (this.setAside(on, by, null)) this.halt(on, by)
  }

  /** Freezes the arrival and undoes it. */
  undo(by: Key, on: Key): void {
    if (!this.canAct(by) || this.standing(on).undoableSince === null) return
    if (mayJudge(this.standing(by), on) !== true || on.status === 'removed') return
    this.halt(on, by)
    Object.assign(on, { status: 'suspended', suspendedBy: answersFor(by, on.frozenBy ?? on.suspendedBy) })
    on.leavesAt = this.now + UNDO_MS
  }

  giveBack(by: Key, on: Key): void {
    if (!this.canAct(by)) return
    if (on.status === 'frozen' && mayLift(this.standing(by), on, this.aged(on.frozenBy)) === true)
      Object.assign(on, { status: 'active', frozenBy: null })
    if (
      on.status === 'suspended' &&
      mayRestore(this.standing(by), this.standing(on), this.aged(on.suspendedBy)) === true
    )
      Object.assign(on, { status: 'active', suspendedBy: null, leavesAt: null })
  }

  cancel(by: Key): void {
    if (this.canAct(by))
      this.scheduled = this.scheduled.filter(
        (one) => mayCancel(this.standing(by), this.standing(one.by)) !== true,
      )
  }

  /** One assertion, without a session. */
  stop(by: Key): void {
    const doer = by.suspendedBy
    if (mayStop(this.standing(by), doer) !== true) return
    if (by.status === 'suspended' && doer) {
      const older = this.keys.filter(
        (one) => one.status === 'suspended' && one.suspendedBy === doer && isOlder(one, doer),
      )
      for (const one of older) Object.assign(one, { status: 'active', suspendedBy: null, leavesAt: null })
      if (this.setAside(doer, by, null)) this.halt(doer, by)
    }
    for (const one of this.keys)
      if (this.standing(one).undoableSince !== null && isOlder(by, one)) this.freeze(one, by)
    this.scheduled = this.scheduled.filter((one) => !isOlder(by, one.by))
  }

  /** One hour goes by. */
  pass(): void {
    this.now += HOUR
    for (const key of this.keys)
      if (key.status === 'suspended' && key.leavesAt !== null && this.now >= key.leavesAt)
        key.status = 'removed'
    const due = this.scheduled.filter((one) => this.now >= one.due)
    this.scheduled = this.scheduled.filter((one) => this.now < one.due)
    for (const { by, on } of due)
      if (mayCarryOut(this.standing(by))) this.setAside(on, by, this.now + UNDO_MS)
  }

  private aged(key: Key | null) {
    return key && this.standing(key)
  }

  private arrival(broughtBy: Key | null) {
    return { createdAt: this.now, undoableUntil: this.now + UNDO_MS, broughtBy }
  }

  private put(key: Pick<Key, 'side' | 'createdAt' | 'undoableUntil' | 'broughtBy' | 'probationUntil'>): Key {
    const id = `${this.keys.length}` as CredentialId
    const made: Key = { ...key, id, status: 'active', suspendedBy: null, leavesAt: null, frozenBy: null }
    this.keys.push(made)
    return made
  }

  private setAside(on: Key, by: Key, leavesAt: number | null): boolean {
    if (on.status !== 'active' && on.status !== 'suspended') return false
    const another = this.keys.some((other) => other !== on && this.canAct(other))
    if (on.status === 'active' && !another) return false
    Object.assign(on, { status: 'suspended', suspendedBy: answersFor(by, on.suspendedBy), leavesAt })
    return true
  }

  /** Stops what a passkey brought in, and what that brought in, and calls off what it scheduled. */
  private halt(of: Key, by: Key): void {
    this.scheduled = this.scheduled.filter((one) => one.by !== of)
    for (const one of this.keys)
      if (
        one.broughtBy === of &&
        this.standing(one).undoableSince !== null &&
        mayJudge(this.standing(by), one) === true
      )
        this.freeze(one, by)
  }

  private freeze(on: Key, by: Key): void {
    if (on.status !== 'active') return
    Object.assign(on, { status: 'frozen', frozenBy: by })
    this.halt(on, by)
  }
}
