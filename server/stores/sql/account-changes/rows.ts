import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { Deletion, Renaming } from '../../../accounts/account-changes.ts'
import type { Queries } from '../database.ts'

/** The renaming of an account that can be taken back, with the old name as it is compared. */
export async function readRenaming(
  { db }: Pick<Queries, 'db'>,
  accountId: AccountId,
): Promise<(Renaming & { readonly folded: string }) | null> {
  const row = await db
    .selectFrom('former_names')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return null
  const { name: from, folded_name: folded, changed_by, changed_at: at, kept_until: backUntil } = row
  return { from, folded, by: changed_by as CredentialId, at, backUntil }
}

/** The deletion of an account that is scheduled. */
export async function readDeletion(
  { db, now }: Pick<Queries, 'db' | 'now'>,
  accountId: AccountId,
): Promise<Deletion | null> {
  const row = await db
    .selectFrom('account_deletions')
    .selectAll()
    .select(now.as('at'))
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return null
  const { asked_by, asked_at: askedAt, due_at: dueAt, at } = row
  return { by: asked_by as CredentialId, askedAt, dueAt, isLate: dueAt <= at }
}
