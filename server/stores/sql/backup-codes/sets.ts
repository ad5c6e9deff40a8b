import type { Selectable } from 'kysely'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { Aged } from '../../../passkeys/authority.ts'
import { isYoung, mayCancel } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { find } from '../acts/actor.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

/** A set as it is stored, and whether it is younger than a day. */
export type SetRow = Selectable<Tables['backup_code_sets']> & { readonly age: number }

/** The sets of an account: the one that counts, and the newer one that waits. */
export interface Sets {
  readonly counting: SetRow | null
  readonly waiting: SetRow | null
}

/** Reads the sets of a held account. */
export async function readSets({ db, now }: Queries, accountId: AccountId): Promise<Sets> {
  const rows = await db
    .selectFrom('backup_code_sets')
    .selectAll()
    .select((row) => row(now, '-', row.ref('made_at')).as('age'))
    .where('account_id', '=', accountId)
    .execute()
  const counts = (is: 0 | 1) => rows.find(({ counting }) => counting === is) ?? null
  return { counting: counts(1), waiting: counts(0) }
}

/** Removes a set with its codes. */
export async function removeSet({ db }: Queries, id: string): Promise<void> {
  await db.deleteFrom('backup_codes').where('set_id', '=', id).execute()
  await db.deleteFrom('backup_code_sets').where('id', '=', id).execute()
}

/**
 * Whether a passkey may take back what another one asked for: see mayCancel. If nobody knows which one it was, every mature
 * one may.
 */
export function mayTakeBack(actor: Aged, held: readonly Credential[], by: string | null): boolean {
  const asker = find(held, by as CredentialId | null)
  return asker ? mayCancel(actor, asker) === true : !isYoung(actor) // [B12]
}
