import type { BackupCodeSet, BackupCodesReadiness } from '../../../../shared/backup-codes.ts'
import { FEW_BACKUP_CODES } from '../../../../shared/backup-codes.ts'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import type { BackupCodeStore, FoundCode } from '../../../methods/backup-codes/backup-code-store.ts'
import { SHOWN_MS } from '../../../methods/backup-codes/lifetimes.ts'
import { actorOf, entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import { builtOnce } from '../built-once.ts'
import type { Database } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { carryOut } from './carry-out.ts'
import { countsNow } from './counts-now.ts'
import { make } from './make.ts'
import { renew, usedCodes } from './renew.ts'
import { cancel, switchOff } from './switch-off.ts'
import { toTry, tried } from './try.ts'

/** Backup codes in SQL. */
export function createBackupCodeStore(database: Database): BackupCodeStore {
  return {
    make: (doing, codes) => make(database, doing, codes),
    saved: (doing, setId) => saved(database, doing, setId),
    switchOff: (doing) => switchOff(database, doing),
    cancel: (doing, setId) => cancel(database, doing, setId),
    readiness: (accountId) => readiness(database, accountId),
    find: (accountId, number) => find(database, accountId, number),
    toTry: (accountId, number) => toTry(database, accountId, number),
    tried: (doing, setId) => tried(database, doing, setId),
    usedCodes: (accountId) => usedCodes(database, accountId),
    renew: (doing, setId, codes) => renew(database, doing, setId, codes),
    carryOut: (failed) => carryOut(database, failed),
  }
}

function saved(
  { transact }: Database,
  doing: Parameters<BackupCodeStore['saved']>[0],
  setId: string,
): Promise<boolean> {
  return transact(async (tx) => {
    const { by, trace } = doing
    if (by && !actorOf(await holdAccount(tx, doing.accountId), { ...doing, by })) return false
    const row = await tx.db
      .updateTable('backup_code_sets')
      .set({ saved_at: tx.now })
      .where('id', '=', setId)
      .where('account_id', '=', doing.accountId)
      .where('saved_at', 'is', null)
      .$if(!by, (query) =>
        query
          .where('shown_in', '=', trace.sessionId ?? '') // [B30]
          .where('shown_at', '>', (one) => one(tx.now, '-', SHOWN_MS)),
      )
      .returning('id')
      .executeTakeFirst()
    if (row) await writeAudit(tx, entryOf(doing, 'backup-codes-saved', by ?? null))
    return row !== undefined
  })
}

async function readiness(
  { db }: Database,
  accountId: AccountId,
): Promise<Omit<BackupCodesReadiness, 'required'>> {
  const rows = await db
    .selectFrom('backup_code_sets')
    .selectAll('backup_code_sets')
    .leftJoin('backup_codes', (join) => join.onRef('backup_codes.set_id', '=', 'backup_code_sets.id'))
    .select((row) => [
      row.fn.count<number>('backup_codes.number').as('codes'),
      row.fn.count<number>('backup_codes.used_at').as('used'),
      row.fn.max('backup_codes.used_at').as('last_used_at'),
      row.fn.max('backup_codes.used_before').as('used_before'),
      row.fn.count<number>('backup_codes.counts_from').as('renewed'),
      row.fn.max('backup_codes.counts_from').as('renewed_from'),
      row.fn
        .min(row.fn.coalesce('backup_codes.counts_since', 'backup_code_sets.counts_from'))
        .filterWhere('backup_codes.used_at', 'is', null)
        .filterWhere('backup_codes.counts_from', 'is', null)
        .as('first_from'),
    ])
    .where('account_id', '=', accountId)
    .groupBy('backup_code_sets.id')
    .execute()
  const toSet = (row: (typeof rows)[number]): BackupCodeSet => ({
    id: row.id,
    madeAt: row.made_at,
    madeBy: row.made_by as CredentialId,
    saved: row.saved_at !== null,
    left: Number(row.codes) - Number(row.used) - Number(row.renewed),
    used: Number(row.used),
    renewed: row.renewed_from === null ? null : { many: Number(row.renewed), countsFrom: row.renewed_from },
    lastUsedAt: latest(row.last_used_at, row.used_before),
    triedAt: row.tried_at,
  })
  const counting = rows.find((row) => row.counting === 1)
  const waiting = rows.find((row) => row.counting === 0)
  const set = counting ? toSet(counting) : null
  return {
    state: set ? stateOf(set) : waiting ? 'waiting' : 'off',
    set,
    countsSince: counting?.first_from ?? null,
    next: waiting ? { ...toSet(waiting), countsFrom: waiting.counts_from } : null,
    off:
      counting?.off_at && counting.off_by
        ? { at: counting.off_at, by: counting.off_by as CredentialId }
        : null,
  }
}

function latest(...times: readonly (number | null)[]): number | null {
  const all = times.filter((time) => time !== null)
  return all.length > 0 ? Math.max(...all) : null
}

function stateOf({ left }: BackupCodeSet): 'ready' | 'weak' | 'used-up' {
  if (left === 0) return 'used-up'
  return left <= FEW_BACKUP_CODES ? 'weak' : 'ready'
}

const findOne = builtOnce((queries, { accountId, number }: { accountId: AccountId; number: number }) =>
  queries.db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select(['backup_codes.set_id', 'backup_codes.hash'])
    .where('backup_code_sets.account_id', '=', accountId)
    .where('backup_codes.number', '=', number)
    .where('backup_codes.used_at', 'is', null)
    .where('backup_codes.counts_from', 'is', null) // [B25]
    .where(countsNow(queries)),
)

async function find(database: Database, accountId: AccountId, number: number): Promise<FoundCode | null> {
  const [row] = await findOne(database, { accountId, number })
  return row ? { evidence: `${row.set_id}/${number}`, hash: row.hash } : null
}
