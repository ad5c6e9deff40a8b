import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { OwnCase } from '../../../../shared/assisted.ts'
import type { PageKey } from '../../../../shared/ids.ts'
import { oldestOfCrowd } from '../../../limits/oldest-of-crowd.ts'
import { newCaseNumber } from '../../../methods/assisted/case-code.ts'
import { CASE_MS, CASE_TRIES, MOST_QUEUED_CASES } from '../../../methods/assisted/case-lifetimes.ts'
import type { Opening } from '../../../methods/assisted/cases.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { clock } from '../recovery/slow/row.ts'
import type { Tables } from '../tables.ts'
import { isLive, isNotClosed } from './live.ts'

/** See Cases. Each statement is sent whether somebody has the name or not. */
export function open({ transact }: Database, opening: Opening): Promise<OwnCase> {
  const { pageKey, name, accountId, requester } = opening
  return transact(async (tx) => {
    await tx.hold(tx.db, `cases of page ${pageKey}`)
    await tx.hold(tx.db, `cases of name ${name.folded}`)
    const own = await findOwn(tx, pageKey)
    if (own?.folded_name === name.folded) return toOwn(own, await clock(tx)) // [C3]
    await close(tx, pageKey)
    await makeRoom(tx, name.folded)
    const row = await insert(tx, opening)
    const { device, network } = requester
    await writeAudit(tx, { action: 'case-opened', accountId, device, network, detail: row.number })
    return toOwn(row, row.opened_at)
  })
}

/** The case of a page, if it is not over. */
export async function findOwn(
  queries: Queries,
  pageKey: PageKey,
): Promise<Selectable<Tables['cases']> | undefined> {
  return queries.db
    .selectFrom('cases')
    .selectAll()
    .where('page_key', '=', pageKey)
    .where(isLive(queries))
    .executeTakeFirst()
}

/** As its page sees it: nothing in it depends on whether somebody has the name. */
export function toOwn(row: Selectable<Tables['cases']>, now: number): OwnCase {
  const { number, name, opened_at: openedAt } = row
  return { number, name, openedAt, until: row.expires_at, now } // [C2]
}

/** It leaves the queue, and is still found by its number: nobody who isn't its page or a supporter ends a case. */
async function makeRoom(tx: Queries, foldedName: string): Promise<void> {
  const waiting = await tx.db
    .selectFrom('cases')
    .select(['id', 'network'])
    .where('folded_name', '=', foldedName)
    .where('state', '=', 'open') // [C4]
    .where('in_queue', '=', 1)
    .where('expires_at', '>', tx.now)
    .orderBy('opened_at')
    .execute()
  const yields =
    waiting.length < MOST_QUEUED_CASES // [C4]
      ? null
      : oldestOfCrowd(waiting, ({ network }) => network)
  await tx.db
    .updateTable('cases')
    .set({ in_queue: 0 })
    .where('id', '=', yields?.id ?? '')
    .where('state', '=', 'open') // [C45]
    .execute()
}

async function close({ db }: Queries, pageKey: PageKey): Promise<void> {
  await db
    .updateTable('cases')
    .set({ state: 'closed', code_hash: null })
    .where('page_key', '=', pageKey)
    .where(isNotClosed())
    .execute()
}

/** With a number that no other case has. */
async function insert(tx: Queries, opening: Opening): Promise<Selectable<Tables['cases']>> {
  const { pageKey, name, accountId, requester } = opening
  const { db, now } = tx
  for (;;) {
    const row = await db
      .insertInto('cases')
      .values((one) => ({
        id: randomBytes(16).toString('base64url'),
        number: newCaseNumber(),
        page_key: pageKey,
        name: name.shown,
        folded_name: name.folded,
        account_id: accountId,
        ...requester,
        opened_at: now,
        state: 'open',
        in_queue: 1,
        expires_at: one(now, '+', CASE_MS),
        check_text: null,
        checked_by: null,
        confirmed_by: null,
        ended_by: null,
        ended_at: null,
        code_hash: null,
        mailed_to: null,
        tries_left: CASE_TRIES,
      }))
      .onConflict((conflict) => conflict.column('number').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) return row
  }
}
