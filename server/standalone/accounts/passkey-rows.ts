import type { PasskeyRow, SessionRow } from '../../../shared/account-page.ts'
import { authenticatorName } from '../../passkeys/authenticator-name.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { kindOf } from '../../passkeys/kind.ts'
import type { ScheduledChange } from '../../passkeys/passkey-acts.ts'
import { approvalOf, type Recovery } from '../../recovery/recovery.ts'
import type { Session } from '../../sessions/session.ts'
import { named } from './recovery-rows.ts'

/** What can be undone in the account of a passkey, and what waits, soonest first. */
interface Around {
  readonly undoable: readonly Recovery[]
  readonly scheduled: readonly ScheduledChange[]
}

/**
 * A passkey as its owner sees it, with its name among the others and with what it brought. Empty if it was removed
 * for good.
 */
export function passkeyRow(
  passkey: Credential,
  session: Session,
  all: readonly Credential[],
  { undoable, scheduled }: Around,
): PasskeyRow[] {
  const { status } = passkey
  if (status === 'removed') return []
  return [
    {
      id: passkey.id,
      name: passkey.name,
      maker: authenticatorName(passkey.aaguid),
      kind: kindOf(passkey),
      createdAt: passkey.createdAt,
      lastUsedAt: passkey.lastUsedAt,
      status,
      probationUntil: passkey.onProbation ? passkey.probationUntil : null,
      youngUntil: passkey.undoableUntil,
      setAside: status === 'suspended' ? setAside(passkey, all, undoable) : null,
      brought: brought(passkey, all, undoable),
      retires: scheduled
        .filter(({ by, mode }) => by === passkey.id && mode !== null)
        .map(({ credentialId, dueAt }) => ({ target: named(all, credentialId), dueAt })),
      calledOut: passkey.calledOut,
      current: passkey.id === session.credentialId,
      boundDevice: passkey.boundDevice,
      boundNetwork: passkey.boundNetwork,
    },
  ]
}

/** A passkey that a recovery retired is removed when the recovery can no longer be undone. */
function setAside(
  { id, suspendedBy, suspendedAt, leavesAt }: Credential,
  all: readonly Credential[],
  undoable: readonly Recovery[],
): PasskeyRow['setAside'] {
  const retiring = undoable.find(({ retiredId, state }) => retiredId === id && state === 'done')
  return {
    at: suspendedAt,
    by: suspendedBy && named(all, suspendedBy),
    leavesAt: leavesAt ?? retiring?.undoUntil ?? null,
  }
}

function brought({ id }: Credential, all: readonly Credential[], undoable: readonly Recovery[]) {
  return undoable.flatMap(({ proofs, credentialId, state, method, createdAt }) =>
    approvalOf({ proofs })?.credentialId === id && credentialId !== null && state === 'done'
      ? [{ ...named(all, credentialId), method, at: createdAt }]
      : [],
  )
}

/** A session as its owner sees it. */
export function sessionRow(
  { id, device, network, createdAt, lastSeenAt, credentialId }: Session,
  { id: own }: Session,
  passkeys: readonly Credential[],
): SessionRow {
  const by = passkeys.some((passkey) => passkey.id === credentialId) ? named(passkeys, credentialId) : null
  return { id, device, network, createdAt, lastSeenAt, current: id === own, by }
}
