import type { NamedPasskey, RecoveryRow, ScheduledRow } from '../../../shared/account-page.ts'
import type { CredentialId } from '../../../shared/ids.ts'
import { isOlder, mayJudge } from '../../passkeys/authority.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { ScheduledChange } from '../../passkeys/passkey-acts.ts'
import { whatAFreezeDoes } from '../../recovery/freezing.ts'
import { approvalOf } from '../../recovery/recovery.ts'
import type { Undoable } from '../../recovery/recovery-ledger.ts'
import type { Session } from '../../sessions/session.ts'

/** A passkey of the account with its name. It may be a removed one. */
export function named(passkeys: readonly Credential[], id: CredentialId): NamedPasskey {
  return { id, name: passkeys.find((passkey) => passkey.id === id)?.name ?? '' }
}

/** The arrivals that an owner should hear of, with the names of their passkeys. */
export function recoveryRows(
  recoveries: readonly Undoable[],
  passkeys: readonly Credential[],
  session: Session,
): readonly RecoveryRow[] {
  return recoveries.flatMap(({ state, credentialId, doneAt, undoUntil, ...recovery }) => {
    const told = state === 'done' || state === 'frozen'
    if (!told || credentialId === null || doneAt === null || undoUntil === null) return []
    const by = approvalOf(recovery)
    return {
      id: recovery.id,
      method: recovery.method,
      state,
      ...recovery.requester,
      doneAt,
      undoUntil,
      retired: recovery.retiredId && named(passkeys, recovery.retiredId),
      added: named(passkeys, credentialId),
      by: by && named(passkeys, by.credentialId),
      frozenBy: recovery.frozenBy && named(passkeys, recovery.frozenBy),
      frozenUntil: recovery.frozenUntil,
      decideUntil: recovery.decideUntil,
      outweighs: recovery.outweighs,
      own: session.credentialId === credentialId,
      cannotStop: whyNotStop(recovery, passkeys, session),
    }
  })
}

/** See RecoveryRow. */
function whyNotStop(
  recovery: Pick<Undoable, 'createdAt' | 'outweighs' | 'tieBefore' | 'pausedBy'>,
  passkeys: readonly Credential[],
  { credentialId }: Session,
): RecoveryRow['cannotStop'] {
  const own = passkeys.find(({ id }) => id === credentialId)
  if (!own || !isOlder(own, recovery)) return null
  if (mayJudge(own, recovery) !== true) return 'called-out' // [R96]
  if (!recovery.outweighs) return null
  const pausedBy = passkeys.filter(({ id }) => recovery.pausedBy.includes(id))
  return whatAFreezeDoes(recovery, own, pausedBy) === 'nothing' ? 'pause-used-up' : null
}

/** Scheduled removals. An older passkey can cancel them. What was undone or removed before goes anyway, and is said once. */
export function scheduledRows(
  scheduled: readonly ScheduledChange[],
  passkeys: readonly Credential[],
  session: Session,
): readonly ScheduledRow[] {
  const goes = (id: CredentialId) =>
    passkeys.some((one) => one.id === id && one.status === 'suspended' && one.leavesAt !== null)
  const told = scheduled.filter(({ credentialId }) => !goes(credentialId))
  return told.map(({ id, credentialId, by, madeAt, dueAt }) => ({
    id,
    target: named(passkeys, credentialId),
    by: named(passkeys, by),
    madeAt,
    dueAt,
    outweighs: passkeys.find((passkey) => passkey.id === by)?.outweighs ?? false, // [R95]
    own: session.credentialId === by,
  }))
}
