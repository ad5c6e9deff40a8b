import { expect } from 'chai'
import { createSlowLedger } from '../../server/stores/sql/recovery/slow/ledger.ts'
import { TABLE_NAMES } from '../../server/stores/sql/tables.ts'
import type { AccountId, CredentialId, PageKey, RecoveryId } from '../../shared/ids.ts'
import type { SlowMethodId } from '../../shared/recovery.ts'
import { proveOnPage } from '../support/prove-on-page.ts'
import { casesScene, FROM } from './cases-scene.ts'
import { codesOfOne } from './codes-of-one.ts'
import { contactsOfTwo } from './contacts-of-two.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { randomText } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

/** Tables that say nothing of an account, or that are part of what the file has already. */
const NOT_THERE: Readonly<Record<string, string>> = {
  meta: 'of the deployment',
  accounts: 'its name and age stand at the top; a site may have its own table',
  challenges: 'gone within minutes',
  open_consoles: 'of a session, for minutes',
}

interface Given {
  readonly accountId: AccountId
  readonly evidence: (pageKey: PageKey) => string
  /** What of it is a secret, or a hash of one. */
  readonly secrets: readonly string[]
  readonly pageKey?: PageKey
}

/** What pages prove accounts with, by every method, and by both kinds of help from whoever runs the site. */
const GIVEN: Readonly<Record<SlowMethodId | 'operator-link', (sql: SqlUnderTest) => Promise<Given>>> = {
  async 'backup-code'(sql) {
    const { accountId, ids, make, found } = await codesOfOne(sql, 1)
    await make(ids[0] as CredentialId, 'a secret hash')
    const { evidence, hash } = (await found(0))!
    return { accountId, evidence: () => evidence, secrets: [hash] }
  },
  async email(sql) {
    const { accountId } = await codesOfOne(sql, 1)
    const { id: addressId, address } = await mailedNotices(sql).giveAddress(accountId)
    const [id, codeHash, pageKey] = [randomText(), randomText(32), newPage()]
    const sent = { address, secret: randomText(), code: '12345678', requester: FROM }
    await sql.one.mailedCodes.ask({ ...sent, id, codeHash, pageKey })
    return { accountId, evidence: () => `${addressId} ${id}`, secrets: [id, codeHash, sent.secret], pageKey }
  },
  async contact(sql) {
    const { owner, counting, ask, vouch } = await contactsOfTwo(sql)
    await counting()
    const { id, pageKey } = await ask()
    await vouch(id)
    return { accountId: owner.accountId, evidence: () => id, secrets: [id], pageKey }
  },
  async assisted(sql) {
    const { confirmed, rowOf } = casesScene(sql)
    const { accountId, caseId, pageKey } = await confirmed()
    const { code_hash: hash } = (await rowOf(caseId))!
    return { accountId, evidence: () => `case ${caseId} ${hash}`, secrets: [hash!], pageKey }
  },
  async 'operator-link'(sql) {
    const { accountId } = await codesOfOne(sql, 1)
    const { secret } = await sql.one.operatorLinks.make(accountId)
    const { id } = (await sql.one.operatorLinks.find(secret))!
    return { accountId, evidence: (pageKey) => JSON.stringify([id, pageKey]), secrets: [id, secret] }
  },
}

onBothDatabases('what is held of an account', (sql) => {
  const readHeld = (id: AccountId) => sql.other.readHeld(id)

  it('[A132] has every table that holds something of it', async () => {
    const { held } = await readHeld('nobody' as AccountId)
    expect(Object.keys(held).toSorted()).to.deep.equal(
      TABLE_NAMES.filter((table) => !(table in NOT_THERE)).toSorted(),
    )
  })

  it('[A132] has its rows, with times to read, and none of another account', async () => {
    const [one, other] = [await codesOfOne(sql, 2), await codesOfOne(sql, 1)]
    for (const { make, ids } of [one, other]) await make(ids[0] as CredentialId, 'secret')
    const { held, cut } = await readHeld(one.accountId)
    expect(cut).to.deep.equal([])
    expect(held.credentials!.map(({ id }) => id)).to.have.members(one.ids)
    expect(held.backup_codes).to.have.length(10)
    expect(held.backup_code_sets![0]).to.include({ made_by: one.ids[0], saved_at: null })
    expect(Date.parse(String(held.backup_code_sets![0]!.made_at))).to.be.within(
      Date.now() - 60_000,
      Date.now() + 60_000,
    )
    expect(held.audit!.map(({ action }) => action)).to.include('backup-codes-made')
    const text = JSON.stringify(held)
    expect(text).not.to.include(other.accountId)
    for (const id of other.ids) expect(text).not.to.include(id)
  })

  it('[A132] has no secret, and no hash of one', async () => {
    const { accountId, ids, make } = await codesOfOne(sql, 1)
    await make(ids[0] as CredentialId, 'a secret hash')
    const link = await sql.one.operatorLinks.make(accountId)
    const { held } = await readHeld(accountId)
    expect(held.operator_links).to.have.length(1)
    const text = JSON.stringify(held)
    expect(text).not.to.include('a secret hash')
    expect(text).not.to.include(link.secret)
    const { id } = await sql.database.db
      .selectFrom('operator_links')
      .select('id')
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    expect(text).not.to.include(id)
    const columns = Object.values(held).flatMap((rows) => Object.keys(rows[0] ?? {}))
    expect(columns.filter((column) => /hash|secret|token|page/.test(column))).to.deep.equal([])
  })

  it('[A132][R75] has nothing of what a recovery was proven with, by whatever method', async () => {
    for (const [how, give] of Object.entries(GIVEN)) {
      const { accountId, evidence, secrets, pageKey = newPage() } = await give(sql)
      const method = how === 'operator-link' ? 'assisted' : (how as SlowMethodId)
      const proven = await proveOnPage(createSlowLedger(sql.database), {
        given: { accountId, method, evidence: evidence(pageKey) },
        ...{ pageKey, requester: FROM, level: 'hold' },
        recoveryId: randomText<RecoveryId>(),
      })
      expect(proven, how).not.to.equal('void')
      const { held } = await readHeld(accountId)
      expect(held.recoveries, how).to.have.length(1)
      for (const secret of [...secrets, pageKey]) expect(JSON.stringify(held), how).not.to.include(secret)
    }
  })
})
