import { sql as raw } from 'kysely'
import type { RecoveryLevel } from '../../server/recovery/policy.ts'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import type { Spent } from '../../server/recovery/slow/given-proof.ts'
import type { SlowLedger, Surrounded } from '../../server/recovery/slow/slow-ledger.ts'
import { standingOf } from '../../server/recovery/slow/standing.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { createSlowLedger } from '../../server/stores/sql/recovery/slow/ledger.ts'
import type { Spend } from '../../server/stores/sql/recovery/slow/spend.ts'
import type { CredentialId, PageKey, RecoveryId } from '../../shared/ids.ts'
import type { RetireChoice, SlowMethodId } from '../../shared/recovery.ts'
import { passRecoveryTime } from '../support/pass-recovery-time.ts'
import { proveOnPage } from '../support/prove-on-page.ts'
import { type PasskeysOfOne, passkeysOfOne } from './passkeys-of-one.ts'
import { entry, nextMillisecond, randomText, sampleCredential } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

export const HOUR = 60 * 60_000
export const DAY = 24 * HOUR

/** Evidence of any method: a row that can be deleted once. */
const spendRow: Spend = async ({ db, now }, accountId, evidence) => {
  const row = await db
    .deleteFrom('challenges')
    .where('id', '=', evidence)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .returning('data')
    .executeTakeFirst()
  return row ? (JSON.parse(row.data) as Spent) : null
}

/** Slow recoveries on this handle, whose evidence is what `newEvidence` made. */
export function ledgerOn(database: Database): SlowLedger {
  const spend = { 'backup-code': spendRow, email: spendRow, contact: spendRow, assisted: spendRow }
  return createSlowLedger(database, spend)
}

export const newPage = () => randomText<PageKey>(65)

/** An account with passkeys, oldest first, and what pages prove of it. */
export interface SlowScene extends PasskeysOfOne {
  readonly slow: SlowLedger
  readonly elsewhere: SlowLedger
  newEvidence(spent?: Partial<Spent>, id?: string): Promise<string>
  /** Proves one method on a page, with new evidence. */
  prove(page: PageKey, method?: SlowMethodId, ledger?: SlowLedger): Promise<Surrounded>
  proveWith(
    page: PageKey,
    method: SlowMethodId,
    evidence: string,
    ledger?: SlowLedger,
  ): Promise<Surrounded | 'void'>
  /** Proves on a new page what is enough to register: two methods, or one once more after its hold. */
  proveEnough(by: 'two' | 'one'): Promise<Surrounded>
  register(
    surrounded: Surrounded,
    id?: CredentialId,
    on?: SqlUnderTest['one'],
    retires?: readonly RetireChoice[],
  ): Promise<string>
  /** Proves the passkey that it registered. */
  proveNew(id: CredentialId, level?: RecoveryLevel): ReturnType<SqlUnderTest['one']['recoveries']['prove']>
  pass(id: RecoveryId, ms: number): Promise<void>
  standing(surrounded: Surrounded): Promise<string>
  stop(by: CredentialId, surrounded: Surrounded, ledger?: SlowLedger): ReturnType<SlowLedger['stop']>
}

/** See SlowScene. */
export async function slowScene(sql: SqlUnderTest, passkeys = 1): Promise<SlowScene> {
  const all = await passkeysOfOne(sql, passkeys)
  const { accountId, doing } = all
  const slow = ledgerOn(sql.database)
  const elsewhere = ledgerOn(sql.otherDatabase)
  const scene: SlowScene = {
    ...all,
    slow,
    elsewhere,
    async newEvidence(spent = {}, id = randomText()) {
      const data = JSON.stringify({ since: 1, method: 'backup-code', ...spent })
      const pending = { ceremony: 'sign-in', challenge: '', sessionId: null, accountId, data } as const
      await sql.one.challenges.put({ id, ...pending }, DAY)
      return id
    },
    async proveWith(pageKey, method, evidence, ledger = slow) {
      const proven = await proveOnPage(ledger, {
        given: { accountId, method, evidence },
        pageKey,
        requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
        recoveryId: randomText<RecoveryId>(),
        level: 'hold',
      })
      await nextMillisecond()
      return proven
    },
    async prove(page, method = 'backup-code', ledger = slow) {
      const added = await scene.proveWith(page, method, await scene.newEvidence({ method }), ledger)
      if (added === 'void') throw new Error('The evidence was void.')
      return added
    },
    async proveEnough(by) {
      const page = newPage()
      const first = await scene.prove(page)
      if (by === 'one') await scene.pass(first.recovery.id, 3 * DAY + HOUR)
      const evidence = await scene.newEvidence({ method: by === 'two' ? 'email' : 'backup-code' })
      const proven = await scene.proveWith(page, by === 'two' ? 'assisted' : 'backup-code', evidence)
      if (proven === 'void') throw new Error('The evidence was void.')
      return proven
    },
    async register({ recovery }, id = randomText<CredentialId>(32), on = sql.one, retires = []) {
      const facts: RecoveryFacts = recovery
      const credential = sampleCredential(accountId, id)
      const audit = entry('recovery-registered', accountId)
      const outcome = await on.recoveries.register(facts, credential, audit, retires)
      await nextMillisecond()
      return outcome
    },
    proveNew: (id, level = 'hold') =>
      sql.one.recoveries.prove(
        id,
        { unprovenMs: DAY, probationMs: DAY, unapprovedProbationMs: 3 * DAY, undoMs: 7 * DAY, level },
        entry('recovery-proven', accountId),
      ),
    pass: (id, ms) =>
      passRecoveryTime(
        async (statement) =>
          (await raw.raw<Record<string, unknown>>(statement).execute(sql.database.db)).rows,
        id,
        ms,
      ),
    async standing({ recovery }) {
      const found = await elsewhere.find(recovery.id, recovery.pageKey)
      return found ? standingOf(found, 'hold').state : 'not-there'
    },
    stop: (by, { recovery }, ledger = slow) => ledger.stop(doing(by), recovery.id, 'hold'),
  }
  return scene
}
