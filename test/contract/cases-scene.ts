import type { Helping } from '../../server/methods/assisted/cases.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { createSlowLedger } from '../../server/stores/sql/recovery/slow/ledger.ts'
import type { AccountId, PageKey, RecoveryId, SessionId } from '../../shared/ids.ts'
import { proveOnPage } from '../support/prove-on-page.ts'
import { newPage } from './slow-scene.ts'
import { givePasskey, newAccountId, randomText, sampleCredential } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

export const DAY = 24 * 60 * 60_000
export const CHECK = 'Called back at the number that we have on file.'
export const FROM = { device: 'Firefox on Linux', network: '203.0.113.0/24', place: 'Graz, Austria' }

/** Supporters, people who open cases, and time. For the suite that calls this. */
export function casesScene(sql: SqlUnderTest) {
  /** Makes what is known of an account older. */
  const age = async (accountId: AccountId, ms: number) => {
    await sql.run(`update admins set granted_at = granted_at - ${ms} where account_id = '${accountId}'`)
    await sql.run(`update credentials set created_at = created_at - ${ms} where account_id = '${accountId}'`)
  }

  const newOwner = async () => {
    const accountId = newAccountId()
    await givePasskey(sql.one, sampleCredential(accountId))
    return accountId
  }

  const helping = (accountId: AccountId): Helping => ({
    accountId,
    trace: { sessionId: randomText<SessionId>(), device: 'Chrome on Windows', network: '198.51.100.0/24' },
  })

  /** Somebody who got the role this long ago. */
  async function newSupporter(ageMs = 7 * DAY + 1_000): Promise<Helping> {
    const accountId = await newOwner()
    await sql.one.admins.grant(accountId, { action: 'admin-granted', accountId })
    await age(accountId, ageMs)
    return helping(accountId)
  }

  /** A case that a page opened for an account, or for a name that nobody has. */
  async function opened(
    accountId: AccountId | null,
    { name = randomText(8).toLowerCase(), pageKey = newPage(), network = FROM.network } = {},
  ) {
    const requester = { ...FROM, network }
    const own = await sql.one.cases.open({
      ...{ pageKey, accountId, requester },
      name: { shown: name.toUpperCase(), folded: name },
    })
    const [live] = await sql.one.cases.list({ number: own.number, most: 1 })
    return { own, pageKey, name, accountId, caseId: live!.caseId, number: own.number }
  }

  /** A case for which two supporters vouched, whose code was read out, or mailed to the address with this id. */
  async function confirmed(accountId?: AccountId, mailTo: string | null = null) {
    const of = await opened(accountId ?? (await newOwner()))
    const supporters = [await newSupporter(), await newSupporter()] as const
    await sql.one.cases.vouch(supporters[0], of.caseId, CHECK)
    const code = randomText()
    const done = await sql.other.cases.confirm(supporters[1], of.caseId, code, mailTo)
    if (!done.ok) throw new Error(`Refused: ${done.code}`)
    return { ...of, accountId: done.accountId, supporters, code, done }
  }

  const pass = (caseId: string, ms: number) =>
    sql.run(
      `update cases set opened_at = opened_at - ${ms}, expires_at = expires_at - ${ms} where id = '${caseId}'`,
    )

  const rowOf = (caseId: string) =>
    sql.otherDatabase.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst()

  /** With the code that works now, unless another one is given. */
  const prove = async (
    { accountId, caseId, pageKey }: { accountId: AccountId; caseId: string; pageKey: PageKey },
    database: Database = sql.database,
    codeHash?: string,
  ) => {
    const hash = codeHash ?? (await rowOf(caseId))?.code_hash
    return proveOnPage(createSlowLedger(database), {
      given: { accountId, method: 'assisted', evidence: `case ${caseId} ${hash}` },
      ...{ pageKey, requester: FROM, level: 'hold' },
      recoveryId: randomText<RecoveryId>(),
    })
  }

  return { age, newOwner, helping, newSupporter, opened, confirmed, pass, rowOf, prove }
}
