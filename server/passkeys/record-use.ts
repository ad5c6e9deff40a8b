import type { AuditLog } from '../audit/audit-log.ts'
import type { Assertion } from './assertion.ts'
import type { Credential } from './credential.ts'
import type { CredentialStore } from './credential-store.ts'

export interface RecordUseDeps {
  readonly credentials: Pick<CredentialStore, 'recordUse'>
  readonly audit: Pick<AuditLog, 'append'>
}

/**
 * Notes that a passkey was used, and says whether the use stands. A signature counter that went backwards is
 * always written down; it refuses a passkey that lives on one device, where it means a copy, and not a
 * synced one, whose devices may count for themselves (WebAuthn Level 3, section 6.1.1). 0 after 0 is a
 * passkey without a counter.
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
