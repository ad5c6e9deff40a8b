import type { ErrorCode } from '../../shared/errors.ts'
import type { Credential } from './credential.ts'

/**
 * What a passkey, or a session that it began, can be used for. `step-up` covers every action that a step-up
 * is made for, `freeze` the one assertion that stops younger changes. Only `sign-in` leaves nothing behind
 * that an undo would have to find.
 */
export const PERMISSIONS = [
  'sign-in',
  'step-up',
  'claim',
  'approve',
  'add-passkey',
  'freeze',
  'administer',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** How a passkey stands; see Credential. */
export type Standing = Pick<Credential, 'status' | 'onProbation'>

/**
 * The one judgement over what a passkey may do: `true`, or why not. On probation it signs in and does
 * nothing that outlives the undo. An `unproven` one is for RecoveryLedger.prove alone. Its owner learns the
 * reason only after the signature was verified.
 */
export function mayDo({ status, onProbation }: Standing, permission: Permission): true | ErrorCode {
  switch (status) {
    case 'removed':
    case 'unproven':
      return 'passkey_unknown'
    case 'suspended':
    case 'frozen':
      return 'passkey_suspended'
    case 'active':
      if (onProbation && permission !== 'sign-in') return 'on_probation' // [A1]
      return true
    default:
      return status satisfies never
  }
}

/**
 * The same for a session that acts without a step-up: it may do what the passkey may that began it. Only the
 * session that removed its own passkey, by a step-up with a better one, outlives it: it stands by itself once that is
 * gone for good, and claims nothing in the days before.
 */
export function sessionMayDo(began: Standing | null, permission: Permission): true | ErrorCode {
  return began === null || began.status === 'removed' || mayDo(began, permission)
}

/** How old something of an account is, by the database's clock. */
type Dated = Pick<Credential, 'createdAt'>

/** What seniority looks at: the age, and since when what brought the passkey could be undone, if it still can. */
export type Aged = Dated & Pick<Credential, 'id' | 'undoableSince'>

/** Seniority. Of two of the same millisecond neither is older, so that nobody wins by a tie. */
export function isOlder(one: Dated, other: Dated): boolean {
  return one.createdAt < other.createdAt
}

/** As long as what brought it can be undone, or waits frozen for a verdict. */
export function isYoung({ undoableSince }: Pick<Credential, 'undoableSince'>): boolean {
  return undoableSince !== null
}

/**
 * Whether a passkey enters the console, or releases a lock there: what an admin does is not taken back with
 * the arrival of the passkey that did it.
 */
export function mayAdminister(by: Standing & Pick<Credential, 'undoableSince'>): true | ErrorCode {
  const may = mayDo(by, 'administer')
  if (may !== true) return may
  if (isYoung(by)) return 'too_new' // [A64]
  return true
}

/** The same for the session of an admin; see sessionMayDo. */
export function sessionMayAdminister(began: Parameters<typeof mayAdminister>[0] | null): true | ErrorCode {
  return began === null || began.status === 'removed' || mayAdminister(began)
}

/**
 * Whether a passkey may change another one: remove, rename, report it stolen, retire it by an approval. A
 * young one changes nothing that is not younger: the older ones are what undoes it. What a mature one does to
 * an older one is never final; see mayRestore.
 */
export function mayChange(by: Aged, changed: Dated & Pick<Credential, 'id'>): true | ErrorCode {
  if (isYoung(by) && changed.id !== by.id && !isOlder(by, changed)) return 'too_new' // [A32]
  return true
}

/**
 * Whether a passkey gives back one that was set aside: the one that did it may, and whatever is older than
 * that one. With no known doer every mature one may.
 */
export function mayRestore(by: Aged, suspended: Aged, suspendedBy: Aged | null): true | ErrorCode {
  const may = mayChange(by, suspended)
  if (may !== true) return may // [A34]
  if (!suspendedBy) return isYoung(by) ? 'too_new' : true
  if (by.id !== suspendedBy.id && !isOlder(by, suspendedBy)) return 'too_new' // [A37]
  return true
}

/** Who answers for a passkey that is set aside once more: the older of the two, so that no doing weakens an older one's. */
export function answersFor<Doer extends Dated>(by: Doer, before: Doer | null): Doer {
  return before && !isOlder(by, before) ? before : by
}

/**
 * Whether a passkey judges an arrival, a recovery or an addition: freezes it, lifts that, undoes it. Only one
 * that is older, which nobody got through it. So none judges its own.
 */
export function mayJudge(by: Aged, arrival: Dated): true | ErrorCode {
  if (!isOlder(by, arrival)) return 'too_new' // [A35]
  return true
}

/**
 * Whether a passkey lifts the freeze of an arrival: the one that froze it may, and whatever is older than that
 * one, or a younger one would lift what the oldest has frozen. With no known doer every mature one that judges it may.
 */
export function mayLift(by: Aged, arrival: Dated, frozenBy: Aged | null): true | ErrorCode {
  const may = mayJudge(by, arrival)
  if (may !== true) return may
  if (!frozenBy) return isYoung(by) ? 'too_new' : true
  if (by.id !== frozenBy.id && !isOlder(by, frozenBy)) return 'too_new' // [A65]
  return true
}

/** Whether a passkey objects to what another one has scheduled: that one itself, and whatever is older. */
export function mayCancel(by: Aged, scheduler: Aged): true | ErrorCode {
  if (by.id !== scheduler.id && !isOlder(by, scheduler)) return 'too_new' // [A38]
  return true
}

/**
 * Whether a passkey ends a session that another one began: none that an older one began. A session whose
 * passkey is gone for good belongs to nobody older.
 */
export function mayEnd(by: Aged, began: (Dated & Pick<Credential, 'status'>) | null): true | ErrorCode {
  if (began && began.status !== 'removed' && isOlder(began, by)) return 'too_new' // [A39]
  return true
}

/**
 * Whether one assertion without a session stops what is younger. A passkey that a younger one has set aside
 * may as well: otherwise whoever is faster would win.
 */
export function mayStop(by: Standing & Dated, suspendedBy: Dated | null): true | ErrorCode {
  // Called unknown, it would be forgotten by its device before its first sign-in.
  if (by.status === 'unproven') return 'on_probation' // [A50]
  const overruled = by.status === 'suspended' && suspendedBy !== null && isOlder(by, suspendedBy)
  if (!overruled) return mayDo(by, 'freeze') // [A40]
  return by.onProbation ? 'on_probation' : true
}

/** Whether what a young passkey scheduled is carried out now that its time has come. */
export function mayCarryOut(scheduler: Aged & Standing): boolean {
  return mayDo(scheduler, 'step-up') === true && !isYoung(scheduler) // [A41]
}
