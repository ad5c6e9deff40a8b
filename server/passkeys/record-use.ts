import type { AuditEntry } from '../audit/audit-entry.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Assertion } from './assertion.ts'
import type { Credential } from './credential.ts'
import type { CredentialStore } from './credential-store.ts'

/** A use of a passkey, to be written in the transaction of what it allows. */
export interface PasskeyUse {
  readonly counter: number
  readonly backedUp: boolean
  /** Whether the use counts even if its counter went backwards. */
  readonly mayGoBack: boolean
  /** The audit entry for a counter that went backwards. */
  readonly wentBack: AuditEntry
}

export interface RecordUseDeps {
  readonly credentials: Pick<CredentialStore, 'recordUse'>
  readonly audit: Pick<AuditLog, 'append'>
}

/**
 * What a use means if its signature counter went backwards. It is always written down. It refuses a passkey that is on
 * one device only, where it means a copy. It does not refuse a synced one, because each of its devices may count by
 * itself (WebAuthn Level 3, section 6.1.1). 0 after 0 means a passkey without a counter.
 */
export function useOf(
  { id: credentialId, accountId, synced: mayGoBack }: Credential,
  { counter, backedUp }: Assertion,
): PasskeyUse {
  const detail = mayGoBack ? 'accepted' : 'refused'
  return {
    counter,
    backedUp,
    mayGoBack,
    wentBack: { action: 'counter-regressed', accountId, credentialId, detail },
  }
}

/** Notes a use by itself, and says whether it counts. */
export async function recordUse(
  { credentials, audit }: RecordUseDeps,
  credential: Credential,
  assertion: Assertion,
): Promise<boolean> {
  const { counter, backedUp, mayGoBack, wentBack } = useOf(credential, assertion)
  if (await credentials.recordUse(credential.id, counter, backedUp)) return true
  await audit.append(wentBack)
  return mayGoBack
}
