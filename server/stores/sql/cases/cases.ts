import type { AccountId, PageKey, RecoveryId } from '../../../../shared/ids.ts'
import type { Cases, CaseTry } from '../../../methods/assisted/cases.ts'
import { OPEN_STATES } from '../../../recovery/recovery.ts'
import type { Database } from '../database.ts'
import { clock } from '../recovery/slow/row.ts'
import { isEndable } from './came-of.ts'
import { end } from './end.ts'
import { confirm, reject, vouch } from './judge.ts'
import { isLive, toLive } from './live.ts'
import { findMailTo } from './mailable.ts'
import { findOwn, open, toOwn } from './open.ts'

/** Cases in SQL. */
export function createCases(database: Database): Cases {
  return {
    open: (opening) => open(database, opening),
    async ofPage(pageKey) {
      const own = await findOwn(database, pageKey)
      const now = await clock(database)
      const recovery = await openOf(database, pageKey)
      return { own: own ? toOwn(own, now) : null, recoveryId: recovery as RecoveryId | null }
    },
    async list({ number, most }) {
      const rows = await database.db
        .selectFrom('cases')
        .selectAll()
        .where((row) => row.or([isLive(database), isEndable(database)]))
        .where((row) => (number === null ? row('in_queue', '=', 1) : row('number', '=', number))) // [C4]
        .orderBy((row) => row.case().when('state', '=', 'used').then(1).else(0).end())
        .orderBy('opened_at')
        .orderBy('id')
        .limit(most)
        .execute()
      const mailToOf = await findMailTo(database, rows)
      return rows.map((row) => toLive(row, mailToOf(row)))
    },
    async openedFor(caseId) {
      const row = await database.db
        .selectFrom('cases')
        .select(['folded_name as folded', 'account_id'])
        .where('id', '=', caseId)
        .executeTakeFirst()
      return row ? { folded: row.folded, accountId: row.account_id as AccountId | null } : null
    },
    vouch: vouch(database),
    confirm: confirm(database),
    reject: reject(database),
    end: end(database),
    countTry: (pageKey) => countTry(database, pageKey),
  }
}

/** The id of the recovery that answers to a page and can go on. */
async function openOf({ db }: Database, pageKey: PageKey): Promise<string | null> {
  const row = await db
    .selectFrom('recovery_waits')
    .innerJoin('recoveries', 'recoveries.id', 'recovery_waits.recovery_id')
    .select('recoveries.id')
    .where('recovery_waits.page_key', '=', pageKey) // [C22]
    .where('recoveries.state', 'in', OPEN_STATES) // [C22]
    .executeTakeFirst()
  return row?.id ?? null
}

async function countTry({ db, now }: Database, pageKey: PageKey): Promise<CaseTry | null> {
  const row = await db
    .updateTable('cases')
    .set((one) => ({ tries_left: one('tries_left', '-', 1) }))
    .where('page_key', '=', pageKey) // [C14]
    .where('state', '=', 'confirmed')
    .where('tries_left', '>', 0) // [C16]
    .where('expires_at', '>', now) // [C16]
    .returning(['id', 'account_id', 'code_hash', 'mailed_to'])
    .executeTakeFirst()
  if (!row?.account_id || !row.code_hash) return null
  const { id: caseId, account_id: accountId, code_hash: codeHash } = row
  return { caseId, accountId: accountId as AccountId, codeHash, isMailed: row.mailed_to !== null }
}
