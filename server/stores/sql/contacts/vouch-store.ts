import type { AccountId, PageKey } from '../../../../shared/ids.ts'
import { LINK_MS } from '../../../methods/contacts/lifetimes.ts'
import type { VouchAsking, VouchedCode, VouchStore } from '../../../methods/contacts/vouch-store.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import { findAsked } from './asked.ts'
import { vouch } from './vouch.ts'

/** What pages ask contacts for, in SQL. */
export function createVouchStore(database: Database): VouchStore {
  return {
    ask: (asking) => ask(database, asking),
    async find(id, contactId) {
      const found = await findAsked(database, id, contactId)
      return found?.asked ?? null
    },
    vouch: (...details) => vouch(database, ...details),
    deny: (...details) => deny(database, ...details),
    countTry: (pageKey) => countTry(database, pageKey),
  }
}

/** In the place of what this page asked for before. */
async function ask({ db, now }: Database, { pageKey, id, accountId, requester }: VouchAsking) {
  const row = await db
    .insertInto('vouch_requests')
    .values((one) => ({
      ...{ id, page_key: pageKey, account_id: accountId, ...requester },
      asked_at: now,
      expires_at: one(now, '+', LINK_MS),
      tries_left: 0,
    }))
    .onConflict((conflict) =>
      conflict.column('page_key').doUpdateSet((one) => ({
        id: one.ref('excluded.id'),
        account_id: one.ref('excluded.account_id'),
        device: one.ref('excluded.device'),
        network: one.ref('excluded.network'),
        place: one.ref('excluded.place'),
        asked_at: one.ref('excluded.asked_at'),
        expires_at: one.ref('excluded.expires_at'),
        ...{ vouched_as: null, vouched_by: null, code_hash: null, tries_left: 0, used_at: null },
      })),
    )
    .returning(['asked_at', 'expires_at'])
    .executeTakeFirstOrThrow()
  return { until: row.expires_at, now: row.asked_at }
}

function deny(
  { transact }: Database,
  doing: Pick<Doing, 'accountId' | 'trace'>,
  id: string,
): Promise<AccountId | null> {
  return transact(async (tx) => {
    const found = await findAsked(tx, id, doing.accountId)
    if (!found) return null
    const { accountId } = found.asked
    const denied = await tx.db
      .updateTable('vouch_requests')
      .set({ account_id: null, code_hash: null, tries_left: 0 })
      .where('id', '=', id)
      .where('account_id', '=', accountId) // [F35]
      .where('used_at', 'is', null) // [F35]
      .returning('id')
      .executeTakeFirst()
    if (!denied) return null
    await writeAudit(tx, entryOf({ accountId, trace: {} }, 'contact-denied', null))
    return accountId
  })
}

async function countTry({ db, now }: Database, pageKey: PageKey): Promise<VouchedCode | null> {
  const row = await db
    .updateTable('vouch_requests')
    .set((one) => ({ tries_left: one('tries_left', '-', 1) }))
    .where('page_key', '=', pageKey) // [F18]
    .where('tries_left', '>', 0) // [F19]
    .where('used_at', 'is', null)
    .where('expires_at', '>', now) // [F16]
    .returning(['id', 'account_id', 'code_hash'])
    .executeTakeFirst()
  if (!row?.account_id || !row.code_hash) return null
  return {
    id: row.id,
    codeHash: row.code_hash,
    accountId: row.account_id as AccountId,
  }
}
