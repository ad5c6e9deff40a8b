import type { Selectable } from 'kysely'
import type { AccountId, PageKey } from '../../../../shared/ids.ts'
import { CODE_MS, READ_MS } from '../../../methods/email/lifetimes.ts'
import type { Asker, MailedCode, MailedCodes, Owner } from '../../../methods/email/mailed-codes.ts'
import { OPEN_STATES } from '../../../recovery/recovery.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'
import { ask } from './ask.ts'
import { findKnown, type Known } from './find-known.ts'

/** What pages had mailed, in SQL. */
export function createMailedCodes(database: Database): MailedCodes {
  return {
    ask: (asking) => ask(database, asking),
    whose: (asker, address) => whose(database, asker, address),
    countTry: (pageKey) => countTry(database, pageKey),
    find: (id) => find(database, id),
    show: (id) => show(database, id),
  }
}

/** The same three statements for every address. */
async function whose(database: Database, { pageKey, readLink }: Asker, address: string) {
  const known = await findKnown(database, address)
  const open = await database.db
    .selectFrom('recoveries')
    .innerJoin('recovery_waits', 'recovery_waits.recovery_id', 'recoveries.id')
    .select('recoveries.id')
    .where('recoveries.account_id', '=', known?.accountId ?? '')
    .where('recoveries.state', 'in', OPEN_STATES)
    .where('recovery_waits.page_key', '=', pageKey)
    .executeTakeFirst()
  const read = await hasRead(database, readLink, known)
  return known && { accountId: known.accountId, isProven: open !== undefined, hasRead: read }
}

/**
 * Found by the mail itself, and not by what the page that asked for it has now: a stranger replaces that at will. It went to
 * this very address, or its reader would learn which others the account has.
 */
async function hasRead({ db, now }: Database, linkHash: string | null, known: Known | null) {
  const mail = await db
    .selectFrom('mails')
    .select('id')
    .where('link_hash', '=', linkHash ?? '')
    .where('account_id', '=', known?.accountId ?? '')
    .where('recipient', '=', known?.address ?? '') // [E32]
    .where('created_at', '>', (row) => row(now, '-', READ_MS)) // [E31]
    .executeTakeFirst()
  return mail !== undefined
}

async function countTry({ db, now }: Database, pageKey: PageKey) {
  const row = await db
    .updateTable('mailed_codes')
    .set((one) => ({ tries_left: one('tries_left', '-', 1) }))
    .where('page_key', '=', pageKey) // [E6]
    .where('tries_left', '>', 0) // [E9]
    .where('used_at', 'is', null)
    .where('code_until', '>', now) // [E5]
    .returning(['id', 'code_hash', 'account_id', 'address_id'])
    .executeTakeFirst()
  return row ? { id: row.id, codeHash: row.code_hash, owner: ownerOf(row) } : null
}

async function find({ db, now }: Database, id: string): Promise<MailedCode | null> {
  const row = await db
    .selectFrom('mailed_codes')
    .selectAll()
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('tries_left', '>', 0) // [E9]
    .where('expires_at', '>', now) // [E5]
    .executeTakeFirst()
  const owner = row && ownerOf(row)
  if (!owner) return null
  const { device, network, place } = row
  return {
    owner,
    pageKey: row.page_key as PageKey,
    requester: { device, network, place },
    askedAt: row.asked_at,
  }
}

async function show({ db, now }: Database, id: string) {
  const row = await db
    .updateTable('mailed_codes')
    .set((one) => ({ code_until: one(now, '+', CODE_MS) }))
    .where('id', '=', id)
    .where('account_id', 'is not', null)
    .where('used_at', 'is', null)
    .where('tries_left', '>', 0) // [E9]
    .where('expires_at', '>', now) // [E5]
    .returning('code_until as until')
    .executeTakeFirst()
  // PostgreSQL reads its clock at each mention, so this one is not asked again.
  return row ? { until: row.until, now: row.until - CODE_MS } : null
}

function ownerOf({
  id,
  account_id,
  address_id,
}: Pick<Selectable<Tables['mailed_codes']>, 'id' | 'account_id' | 'address_id'>): Owner | null {
  if (account_id === null) return null
  return { accountId: account_id as AccountId, evidence: `${address_id} ${id}` }
}
