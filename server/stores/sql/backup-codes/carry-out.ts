import type { AccountId } from '../../../../shared/ids.ts'
import { mayCarryOut } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne, orThrow } from '../one-by-one.ts'
import { dueCodes, letCodesCount, voidCodes } from './renew.ts'
import { readSets, removeSet, type SetRow } from './sets.ts'
import { dropSet, keepSet } from './switch-off.ts'

/** See BackupCodeStore. Each account has its own transaction. */
export async function carryOut(database: Database, failed: Failed = orThrow): Promise<readonly AccountId[]> {
  const changed: AccountId[] = []
  const work = async (accountId: AccountId) => {
    if (await database.transact((tx) => carryOutFor(tx, accountId))) changed.push(accountId)
  }
  await oneByOne(await accountsWithDue(database), work, failed)
  return changed
}

async function accountsWithDue({ db, now }: Database): Promise<ReadonlySet<AccountId>> {
  const waiting = await db
    .selectFrom('backup_code_sets')
    .select('account_id as id')
    .where('counting', '=', 0)
    .where('counts_from', '<=', now)
    .execute()
  const leaving = await db
    .selectFrom('backup_code_sets')
    .select('account_id as id')
    .where('off_at', '<=', now)
    .execute()
  const renewed = await db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select('account_id as id')
    .where('backup_codes.counts_from', '<=', now)
    .execute()
  return new Set([...waiting, ...leaving, ...renewed].map(({ id }) => id as AccountId))
}

/** Judged again, as things are now: the passkey that asked may have been stopped. */
async function carryOutFor(tx: Queries, accountId: AccountId): Promise<boolean> {
  const held = await holdAccount(tx, accountId)
  const doing = { accountId, trace: {} }
  const { counting, waiting } = await readSets(tx, accountId)
  const areRenewed = counting !== null && (await carryOutRenewed(tx, held, accountId, counting))
  const isOff = await isDue(tx, counting, 'off_at')
  if (counting && isOff) {
    if (mayStill(held, counting.off_by)) await dropSet(tx, doing, counting, 'backup-codes-off', 'scheduled')
    else await keepSet(tx, doing, counting, 'not-due')
  }
  const isOld = await isDue(tx, waiting, 'counts_from')
  if (waiting && isOld) {
    if (mayStill(held, waiting.made_by)) await letCount(tx, accountId, waiting, counting)
    else await dropSet(tx, doing, waiting, 'backup-codes-dropped', 'not-due')
  }
  return isOff || isOld || areRenewed
}

/** Codes in place of used ones: each is judged by the passkey that made it. */
async function carryOutRenewed(
  tx: Queries,
  held: readonly Credential[],
  accountId: AccountId,
  { id }: SetRow,
): Promise<boolean> {
  const due = await dueCodes(tx, id)
  const good = due.filter(({ by }) => mayStill(held, by)).map(({ number }) => number)
  const doing = { accountId, trace: {} }
  if (good.length > 0) {
    await letCodesCount(tx, id, good)
    await writeAudit(tx, entryOf(doing, 'backup-codes-counting', null))
  }
  const makers = new Set(due.flatMap(({ by, number }) => (by && !good.includes(number) ? by : [])))
  if (makers.size > 0) {
    await voidCodes(tx, id, (by) => makers.has(by), 'waiting')
    await writeAudit(tx, entryOf(doing, 'backup-codes-dropped', null, 'not-due'))
  }
  return due.length > 0
}

function mayStill(held: readonly Credential[], by: string | null): boolean {
  const asker = held.find(({ id }) => id === by)
  return asker !== undefined && mayCarryOut(asker) // [B16]
}

async function letCount(
  tx: Queries,
  accountId: AccountId,
  set: SetRow,
  before: SetRow | null,
): Promise<void> {
  if (before) await removeSet(tx, before.id)
  await tx.db.updateTable('backup_code_sets').set({ counting: 1 }).where('id', '=', set.id).execute()
  await writeAudit(tx, entryOf({ accountId, trace: {} }, 'backup-codes-counting', null))
}

/** Read in the transaction: another node may have done it a moment ago. */
async function isDue(tx: Queries, set: SetRow | null, time: 'off_at' | 'counts_from'): Promise<boolean> {
  if (!set) return false
  const due = await tx.db
    .selectFrom('backup_code_sets')
    .select('id')
    .where('id', '=', set.id)
    .where(time, '<=', tx.now)
    .executeTakeFirst()
  return due !== undefined
}
