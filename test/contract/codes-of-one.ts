import type { HashedCode } from '../../server/methods/backup-codes/backup-code-store.ts'
import { spendBackupCode } from '../../server/stores/sql/backup-codes/spend.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { holdAccount } from '../../server/stores/sql/hold-account.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const DAY = 24 * 60 * 60_000

/** Ten hashes that name their set, so that tests can tell one set from another. */
export const hashesOf = (set: string): HashedCode[] =>
  Array.from({ length: 10 }, (_, number) => ({ number, hash: `${set} ${number}` }))

/** An account with so many passkeys, the oldest first, and what it does with backup codes. */
export async function codesOfOne(sql: SqlUnderTest, passkeys: number, ageMs = 0) {
  const all = await passkeysOfOne(sql, passkeys)
  const { accountId, doing } = all
  const store = sql.one.backupCodes
  const age = async (ms: number) => {
    await sql.run(`update credentials set created_at = created_at - ${ms} where account_id = '${accountId}'`)
  }
  if (ageMs > 0) await age(ageMs)

  return {
    ...all,
    make: (by: CredentialId, set = 'a set', stores = sql.one) =>
      stores.backupCodes.make(doing(by), hashesOf(set)),
    switchOff: (by: CredentialId) => store.switchOff(doing(by)),
    cancel: (by: CredentialId, setId: string) => store.cancel(doing(by), setId),
    readiness: () => sql.other.backupCodes.readiness(accountId),
    found: (number = 0) => sql.other.backupCodes.find(accountId, number),
    /** The hash of the code with the number 0 that works now. */
    works: async () => (await sql.other.backupCodes.find(accountId, 0))?.hash ?? null,
    spend: (evidence: string, database: Database = sql.database) =>
      database.transact(async (tx) => {
        await holdAccount(tx, accountId)
        return spendBackupCode(tx, accountId, evidence)
      }),
    /** Lets so much time pass for its backup codes. */
    async passTime(ms: number) {
      await sql.run(
        `update backup_code_sets set made_at = made_at - ${ms}, counts_from = counts_from - ${ms}, ` +
          `off_at = off_at - ${ms} where account_id = '${accountId}'`,
      )
      await age(ms)
    },
    carryOut: () => sql.other.backupCodes.carryOut(),
  }
}

export const TWO_DAYS = 2 * DAY
