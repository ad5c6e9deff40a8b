import type { AuditLog } from '../audit/audit-log.ts'
import type { Assertion } from './assertion.ts'
import type { Credential } from './credential.ts'
import type { CredentialStore } from './credential-store.ts'

export interface RecordUseDeps {
  readonly credentials: Pick<CredentialStore, 'recordUse'>
  readonly audit: Pick<AuditLog, 'append'>
}

/**
 * Notes that a passkey was used, and says whether the use counts. A signature counter that went backwards is always
 * written down. It refuses a passkey that is on one device only, where it means a copy. It does not refuse a synced
 * one, because each of its devices may count by itself (WebAuthn Level 3, section 6.1.1). 0 after 0 means a passkey
 * without a counter.
 */
export async function recordUse(
  { credentials, audit }: RecordUseDeps,
  credential: Credential,
  { counter, backedUp }: Assertion,
): Promise<boolean> {
  if (await credentials.recordUse(credential.id, counter, backedUp)) return true
  await audit.append({
    action: 'counter-regressed',
    accountId: credential.accountId,
    credentialId: credential.id,
    detail: credential.synced ? 'accepted' : 'refused',
  })
  return credential.synced
}
