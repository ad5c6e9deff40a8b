import type { ErrorCode } from '../../../shared/errors.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import type { Guard } from '../../limits/guard.ts'
import type { CeremonyRefusal } from '../../passkeys/ceremony-refusal.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'

export interface NoteRefusalDeps {
  readonly guard: Pick<Guard, 'failedSignIn'>
  readonly audit: Pick<AuditLog, 'append'>
}

/**
 * Writes down that a passkey was refused without a session. Anybody who knows its id can fail in its name, and the
 * holder of a stopped one too. This costs the owner only some entries in Activity.
 */
export async function noteRefusal(
  { guard, audit }: NoteRefusalDeps,
  { id: credentialId, accountId }: Credential,
  detail: ErrorCode | CeremonyRefusal,
  context: RequestContext,
): Promise<void> {
  if (!(await guard.failedSignIn(accountId))) return // [A12]
  await audit.append({ action: 'sign-in-refused', accountId, credentialId, detail, ...trace(context) })
}
