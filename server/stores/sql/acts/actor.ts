import type { AuditAction } from '../../../../shared/audit.ts'
import type { CredentialId, SessionId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import { mayDo } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Act, Doing } from '../../../passkeys/passkey-acts.ts'

/**
 * The passkey of an act, unless it cannot act any more: it may have been stopped since its step-up. `step-up`: the act
 * freezes or stops a recovery, which one may do that was called lost or stolen.
 */
export function actorOf(
  held: readonly Credential[],
  { by }: Pick<Doing, 'by'>,
  permission: 'change' | 'step-up' = 'change',
): Credential | null {
  const actor = find(held, by)
  return actor && mayDo(actor, permission) === true ? actor : null // [S130]
}

/** A passkey of a held account, also a removed one; null if it has none with this id. */
export function find(held: readonly Credential[], id: CredentialId | null): Credential | null {
  return held.find((one) => one.id === id) ?? null
}

/**
 * The session of an act stays, even if the passkey that began it is removed by another one. If a passkey removes
 * itself, its session ends too.
 */
export function sessionThatStays({ by, on, trace }: Act): SessionId | null {
  if (by === on) return null // [A61]
  return trace.sessionId ?? null
}

/** One entry about a passkey, with where the act came from. */
export function entryOf(
  { accountId, trace }: Pick<Doing, 'accountId' | 'trace'>,
  action: AuditAction,
  credentialId: CredentialId | null,
  detail?: string,
): AuditEntry {
  return {
    ...trace,
    action,
    accountId,
    ...(credentialId && { credentialId }),
    ...(detail !== undefined && { detail }),
  }
}
