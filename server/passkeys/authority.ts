import type { ErrorCode } from '../../shared/errors.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { Credential } from './credential.ts'
import type { ScheduledChange } from './passkey-acts.ts'

/**
 * What a passkey, or a session that it began, can be used for. `step-up` covers every action for which a step-up is
 * made, and `change` all of them but pausing what has arrived and stopping recoveries. `freeze` is the one assertion
 * that stops younger changes. Only `sign-in` leaves nothing behind that an undo has to take back.
 */
export const PERMISSIONS = [
  'sign-in',
  'step-up',
  'change',
  'claim',
  'approve',
  'add-passkey',
  'freeze',
  'administer',
] as const

type Permission = (typeof PERMISSIONS)[number]

/** The status of a passkey, whether it is on probation, was called out, and how it was halted; see Credential. */
export type Standing = Pick<Credential, 'status' | 'onProbation' | 'calledOut'> &
  Partial<Pick<Credential, 'halted'>>

/**
 * Whether a passkey may do something: `true`, or why not. On probation, it may sign in and do nothing that outlasts an
 * undo. An `unproven` one is only for RecoveryLedger.prove. Its owner is told the reason only after the signature was
 * verified. This is decided nowhere else, but a session begins only if SQL has its passkey as active at that moment:
 * see SessionStore.
 */
export function mayDo(
  { status, onProbation, calledOut, halted }: Standing,
  permission: Permission,
): true | ErrorCode {
  switch (status) {
    case 'removed':
    case 'unproven':
      return 'passkey_unknown'
    case 'suspended':
      return 'passkey_suspended'
    case 'frozen':
      if (halted) return halted === 'tie' ? 'passkey_tied' : 'passkey_paused' // [R90]
      return 'passkey_suspended'
    case 'active':
      if (onProbation && permission !== 'sign-in') return 'on_probation' // [A1]
      if (calledOut && permission !== 'sign-in' && permission !== 'step-up') return 'outweighed' // [R31]
      return true
    default:
      return status satisfies never
  }
}

/**
 * The same for a session that acts without a step-up: it may do what the passkey that began it may do. If that
 * passkey is removed for good, by a step-up with another one in this session, the session may go on by itself.
 * Until then, while the passkey is set aside, it claims nothing.
 */
export function sessionMayDo(began: Standing | null, permission: Permission): true | ErrorCode {
  return began === null || began.status === 'removed' || mayDo(began, permission)
}

/** When something of an account was made, by the database's clock. */
type Dated = Pick<Credential, 'createdAt'>

/**
 * What seniority depends on: when the passkey was made, since when its arrival can be undone, if it still can, and
 * whether until then it outweighs older ones.
 */
export type Aged = Dated & Pick<Credential, 'id' | 'undoableSince' | 'outweighs'>

/** Whether `one` is older. Of two that were made in the same millisecond, neither is. */
export function isOlder(one: Dated, other: Dated): boolean {
  return one.createdAt < other.createdAt
}

/** Whether a passkey is young: its arrival can still be undone, or is frozen. */
export function isYoung({ undoableSince }: Pick<Credential, 'undoableSince'>): boolean {
  return undoableSince !== null
}

/**
 * Whether a passkey may enter the console, and release a lock there. Undoing its arrival would not take back what
 * the admin did. Whoever has the server can say that one is the admin's which came by their own link.
 */
export function mayAdminister(
  by: Standing & Pick<Credential, 'undoableSince'> & Partial<Pick<Credential, 'grantedSince'>>,
): true | ErrorCode {
  const may = mayDo(by, 'administer')
  if (may !== true) return may
  if (by.grantedSince) return true // [O18]
  if (isYoung(by)) return 'too_new' // [A64]
  return true
}

/** The same for an admin's session; see sessionMayDo. */
export function sessionMayAdminister(began: Parameters<typeof mayAdminister>[0] | null): true | ErrorCode {
  return began === null || began.status === 'removed' || mayAdminister(began)
}

/**
 * Whether a passkey may change another one: remove it, rename it, report it stolen, or retire it by an approval. A
 * young one may change only younger ones, because older ones are needed to undo its arrival. What a mature one does
 * to an older one is never final; see mayRestore. None changes one that came by proofs which outweigh a passkey, as
 * long as its arrival can be undone: otherwise a stolen phone would remove what its owner got back with.
 */
export function mayChange(by: Aged, changed: Pick<Aged, 'createdAt' | 'id' | 'outweighs'>): true | ErrorCode {
  if (changed.outweighs && changed.id !== by.id) return 'outweighed' // [R24]
  if (isYoung(by) && changed.id !== by.id && !isOlder(by, changed)) return 'too_new' // [A32]
  return true
}

/**
 * Whether a passkey may remove another one, or report it stolen, by what that one has scheduled: not itself, while one
 * waits to retire that it called lost or stolen. With it that would be dropped, and whoever has the called one could do
 * everything again.
 */
export function mayLeave(
  by: Pick<Aged, 'id'>,
  leaving: CredentialId,
  scheduled: readonly Pick<ScheduledChange, 'by' | 'mode'>[],
): true | ErrorCode {
  const retires = scheduled.some((change) => change.by === leaving && change.mode !== null)
  return by.id === leaving && retires ? 'retirement_waits' : true // [R70]
}

/**
 * Whether a passkey may restore one that was set aside. The passkey that set it aside may, and any that is older
 * than that one. If nobody knows which one did it, every mature one may.
 */
export function mayRestore(by: Aged, suspended: Aged, suspendedBy: Aged | null): true | ErrorCode {
  const may = mayChange(by, suspended)
  if (may !== true) return may // [A34]
  if (!suspendedBy) return isYoung(by) ? 'too_new' : true
  if (by.id !== suspendedBy.id && !isOlder(by, suspendedBy)) return 'too_new' // [A37]
  return true
}

/** Which passkey counts as the one that set another aside, if two did: the older of the two. */
export function answersFor<Doer extends Dated>(by: Doer, before: Doer | null): Doer {
  return before && !isOlder(by, before) ? before : by
}

/** An arrival that is judged: when it was written down, and whether it came by proofs that outweigh a passkey. */
type Judged = Dated & Pick<Credential, 'outweighs'>

/**
 * Whether a passkey may judge an arrival, which is a recovery or an addition: freeze it, lift that, or undo it.
 * Only a passkey that is older than the arrival may, so none judges its own. One that two proofs called lost or stolen
 * has its one pause of what they brought, and no more: it would stop each device that the owner adds after that, and
 * nobody else is old enough to lift it.
 */
export function mayJudge(by: Aged & Partial<Standing>, arrival: Judged): true | ErrorCode {
  if (!isOlder(by, arrival)) return 'too_new' // [A35]
  if (by.calledOut && !arrival.outweighs) return 'outweighed' // [R86]
  return true
}

/** Whether a passkey may undo an arrival. None may alone undo what came by proofs that outweigh it. */
export function mayUndo(by: Aged & Partial<Standing>, arrival: Judged): true | ErrorCode {
  const may = mayJudge(by, arrival)
  if (may !== true) return may
  return arrival.outweighs ? 'outweighed' : true // [R22]
}

/**
 * Whether a passkey may lift the freeze of an arrival. The passkey that froze it may, and any that is older than
 * that one. Otherwise a younger one could lift what the oldest has frozen. If nobody knows which one froze it,
 * every mature one that may judge it may.
 */
export function mayLift(
  by: Aged & Partial<Standing>,
  arrival: Judged,
  frozenBy: Aged | null,
): true | ErrorCode {
  const may = mayJudge(by, arrival)
  if (may !== true) return may
  if (!frozenBy) return isYoung(by) ? 'too_new' : true
  if (by.id !== frozenBy.id && !isOlder(by, frozenBy)) return 'too_new' // [A65]
  return true
}

/**
 * Whether a passkey may cancel what another one has asked for and what waits. That one may, and any older one, unless it
 * is outweighed: a stolen phone would cancel that it is retired. If that one was stopped, any may: nothing comes of it, and
 * it would only be in the way of what others ask for.
 */
export function mayCancel(by: Aged, asker: Aged & Standing): true | ErrorCode {
  if (by.id === asker.id) return true
  if (wasStopped(asker)) return true // [A169]
  if (asker.outweighs) return 'outweighed' // [R28]
  return isOlder(by, asker) ? true : 'too_new' // [A38]
}

/** Not one on probation, which can only not do it yet, nor one that is paused: what it asked for goes on. */
function wasStopped(one: Aged & Standing): boolean {
  if (one.status === 'frozen' && one.outweighs) return false // [A170]
  return mayDo({ ...one, onProbation: false }, 'change') !== true
}

/**
 * Whether a passkey may end a session that another one began: not if that one is older. A session whose passkey was
 * removed for good may be ended by any.
 */
export function mayEnd(by: Aged, began: (Dated & Pick<Credential, 'status'>) | null): true | ErrorCode {
  if (began && began.status !== 'removed' && isOlder(began, by)) return 'too_new' // [A39]
  return true
}

/**
 * Whether one assertion of a passkey, without a session, may stop younger changes. A passkey that a younger one has
 * set aside may do it too. Otherwise the faster one of the two would win. But one that two proofs called lost or stolen
 * would win over an owner who has both: the proofs and the younger one.
 */
export function mayStop(by: Standing & Dated, suspendedBy: Dated | null): true | ErrorCode {
  // If it were called unknown, its device would forget it before its first sign-in.
  if (by.status === 'unproven') return 'on_probation' // [A50]
  const overruled = by.status === 'suspended' && suspendedBy !== null && isOlder(by, suspendedBy)
  if (!overruled) return mayDo(by, 'freeze') // [A40]
  if (by.calledOut) return 'outweighed' // [R31]
  return by.onProbation ? 'on_probation' : true
}

/**
 * Whether a passkey may take back that another one renamed the account, or keep an account that it wants to delete. That
 * one may, any older one, and one that came by proofs which outweigh a passkey. If that one was stopped, any may: a stolen
 * phone can be the oldest device. Keeping an account harms nobody, so nothing outweighs who may.
 */
export function mayRevert(by: Aged, doer: Aged & Standing): true | ErrorCode {
  if (mayDo(doer, 'change') !== true) return true // [A148]
  return by.id === doer.id || isOlder(by, doer) || by.outweighs ? true : 'too_new' // [A142]
}

/** Whether an account is deleted when that is due, as this passkey asked. */
export function mayStillDelete(asker: Aged & Standing): boolean {
  return mayDo(asker, 'change') === true && !isYoung(asker) // [A143]
}

/** Whether a change that a passkey has asked for is carried out when it is due. */
export function mayCarryOut(scheduler: Aged & Standing): boolean {
  return mayDo(scheduler, 'change') === true && !isYoung(scheduler) // [A41]
}
