import type { CredentialStatus } from '../../server/passkeys/credential.ts'

/** Puts a passkey where no page of ours and no act puts one, as a hand in the database can: no passkey did it. */
export async function setStatus(
  run: (statement: string) => Promise<unknown>,
  id: string,
  status: CredentialStatus,
): Promise<void> {
  const byNobody = 'suspended_by = null, suspended_at = null, leaves_at = null'
  await run(`update credentials set status = '${status}', ${byNobody} where id = '${id}'`)
}
