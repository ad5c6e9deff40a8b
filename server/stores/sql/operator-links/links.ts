import { createHash, randomBytes } from 'node:crypto'
import type { AccountId, PageKey } from '../../../../shared/ids.ts'
import {
  LINK_MS,
  type LinkKind,
  type MadeLink,
  type OperatorLink,
  type OperatorLinks,
} from '../../../methods/assisted/operator-links.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { isTied } from '../recovery/tied.ts'
import { takeBackLast } from './take-back.ts'

/** The operator's links in SQL: one row for each account. */
export function createOperatorLinks(database: Database): OperatorLinks {
  return {
    make: (accountId, kind = 'recovery') => make(database, accountId, kind),
    void: (accountId) => voidLink(database, accountId),
    find: (secret) => find(database, secret),
    takeBack: takeBackLast(database),
    changed: async (withinMs) => {
      const rows = await database.db
        .selectFrom('operator_links')
        .select(['account_id', 'changed_at'])
        .where('changed_at', '>', (row) => row(database.now, '-', withinMs))
        .execute()
      return rows.map(({ account_id, changed_at }) => ({
        accountId: account_id as AccountId,
        at: changed_at,
      }))
    },
  }
}

/** SHA-256 over a label and the secret. The secret has 128 random bits, so it needs no salt. */
function idOf(secret: string): string {
  return createHash('sha256').update(`rekey operator link ${secret}`).digest('base64url')
}

function make({ transact }: Database, accountId: AccountId, kind: LinkKind): Promise<MadeLink> {
  const secret = randomBytes(16).toString('base64url')
  return transact(async (tx) => {
    await holdAccount(tx, accountId)
    const { db, now } = tx
    await db.deleteFrom('operator_links').where('account_id', '=', accountId).execute() // [O2]
    const tie = await db.selectFrom('recoveries').select('id').where(isTied(tx, accountId)).executeTakeFirst()
    const decides = tie !== undefined // [R63]
    const { until } = await db
      .insertInto('operator_links')
      .values((row) => ({
        id: idOf(secret),
        account_id: accountId,
        kind,
        made_at: now,
        expires_at: row(now, '+', LINK_MS),
        page: null,
        changed_at: now,
        decides: Number(decides),
      }))
      .returning('expires_at as until')
      .executeTakeFirstOrThrow()
    await writeAudit(tx, {
      ...{ action: 'operator-link-made', accountId },
      ...(decides ? { detail: 'decides-tie' } : {}),
    } as const)
    return { secret, until, decides }
  })
}

/** Its row stays, so that other processes see when that was. */
function voidLink({ transact }: Database, accountId: AccountId): Promise<boolean> {
  return transact(async (tx) => {
    await holdAccount(tx, accountId)
    const voided = await tx.db
      .updateTable('operator_links')
      .set({ expires_at: tx.now, changed_at: tx.now })
      .where('account_id', '=', accountId)
      .where('page', 'is', null) // [O5]
      .where('expires_at', '>', tx.now) // [O5]
      .returning('id')
      .executeTakeFirst()
    if (!voided) return false
    await writeAudit(tx, { action: 'operator-link-voided', accountId })
    return true
  })
}

async function find({ db, now }: Queries, secret: string): Promise<OperatorLink | null> {
  const row = await db
    .selectFrom('operator_links')
    .select(['id', 'account_id', 'expires_at', 'page'])
    .where('id', '=', idOf(secret))
    .where('expires_at', '>', now) // [O3]
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        accountId: row.account_id as AccountId,
        until: row.expires_at,
        page: row.page as PageKey | null,
      }
    : null
}
