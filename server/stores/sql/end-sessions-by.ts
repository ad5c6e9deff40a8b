import type { CredentialId, SessionId } from '../../../shared/ids.ts'
import { mayEnd } from '../../passkeys/authority.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'
import type { EndedByOne } from '../../sessions/session-store.ts'
import { actorOf, entryOf, find } from './acts/actor.ts'
import { writeAudit } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { holdAccount } from './hold-account.ts'

/** See SessionStore. */
export function endSessionsBy(
  { transact }: Database,
  doing: Doing,
  ids: readonly SessionId[],
  before: number,
): Promise<EndedByOne> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, doing.accountId)
    const actor = actorOf(held, doing)
    const named = ids.length === 0 ? [] : await liveAmong(tx, doing, ids)
    const older = named.filter(
      ({ credentialId }) => !actor || mayEnd(actor, find(held, credentialId)) !== true, // [S141]
    )
    const chosen = named.filter((one) => !older.includes(one) && one.createdAt < before) // [S142]
    const ended = chosen.map(({ id }) => id)
    if (ended.length > 0) {
      await tx.db.deleteFrom('sessions').where('id', 'in', ended).execute()
      await writeAudit(tx, entryOf(doing, 'session-ended', null))
    }
    const allOfOlder = named.length > 0 && older.length === named.length
    return { ended, stayed: named.length - ended.length, allOfOlder }
  })
}

async function liveAmong({ db, now }: Queries, { accountId }: Doing, ids: readonly SessionId[]) {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'credential_id', 'created_at'])
    .where('account_id', '=', accountId)
    .where('id', 'in', ids)
    .where('expires_at', '>', now)
    .execute()
  return rows.map((row) => ({
    id: row.id as SessionId,
    credentialId: row.credential_id as CredentialId,
    createdAt: row.created_at,
  }))
}
