import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import { writeAudit } from './audit.ts'
import { holdActive, moveCredential } from './credential-rows.ts'
import type { Queries } from './database.ts'

/** `kept`: without it no active passkey past its probation would be left. `not-active`: as before. */
export type Suspension = 'suspended' | 'kept' | 'not-active'

/**
 * Suspends an active passkey, unless nobody could approve, add or undo anything afterwards. All who suspend
 * hold the account's active passkeys meanwhile, so two that retire each other's are judged one by one.
 */
export async function suspendUnlessLast(
  tx: Queries,
  id: CredentialId,
  audit: AuditEntry,
): Promise<Suspension> {
  const { accountId } = audit
  if (!accountId) return 'not-active'
  const active = await holdAllActive(tx, accountId)
  if (!active.includes(id)) return 'not-active'
  if (!(await anotherIsUsable(tx, accountId, id))) {
    await writeAudit(tx, { ...audit, action: 'passkey-kept' })
    return 'kept'
  }
  await moveCredential(tx, accountId, id, ['active'], 'suspended')
  await writeAudit(tx, audit)
  return 'suspended'
}

/** One by one in the order of their ids, so that no two hold what the other waits for. */
export async function holdAllActive(tx: Queries, accountId: AccountId): Promise<readonly CredentialId[]> {
  const rows = await tx.db
    .selectFrom('credentials')
    .select('id')
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
  const held: CredentialId[] = []
  for (const { id } of rows) {
    if (await holdActive(tx, accountId, id as CredentialId)) held.push(id as CredentialId)
  }
  return held
}

async function anotherIsUsable(
  { db, now }: Queries,
  accountId: AccountId,
  id: CredentialId,
): Promise<boolean> {
  const other = await db
    .selectFrom('credentials')
    .select('id')
    .where('account_id', '=', accountId)
    .where('id', '!=', id)
    .where('status', '=', 'active')
    .where((row) => row.or([row('probation_until', 'is', null), row('probation_until', '<=', now)]))
    .executeTakeFirst()
  return other !== undefined
}
