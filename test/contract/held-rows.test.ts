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
import { entry, newAccountId, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

/** Tables that say nothing of an account, or that are part of what the file has already. */
const NOT_THERE: Readonly<Record<string, string>> = {
  meta: 'of the deployment',
  accounts: 'its name and age stand at the top; a site may have its own table',
  challenges: 'gone within minutes',
  open_consoles: 'of a session, for minutes',
}

/** What the rows of others that name it are called in the file. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  'recovery_contacts.contact_id': 'vouches_for',
  'audit.about_id': 'audit_of_others',
}

/** Columns that name an account, of which its file has nothing by them. */
const NOT_OF_IT: Readonly<Record<string, string>> = {
  'challenges.account_id': 'gone within minutes',
  'cases.checked_by': 'a case of somebody else; that they helped is in their own audit',
  'cases.confirmed_by': 'the same',
  'cases.ended_by': 'the same',
}

/** Ids of other things. Any other column whose name ends so has to be here, or names an account. */
const NAMES_NO_ACCOUNT =
  /^(session|credential|recovery|retired|address|event|set)_id$|^(suspended|approved|frozen|scheduled|added|removed|asked|made|off|changed|named|vouched)_by$/

/** Every column that may name an account, as the database itself says it. */
async function columnsOf({ database }: SqlUnderTest) {
  const tables = await database.db.introspection.getTables()
  const all = tables.flatMap(({ name: table, columns }) =>
    columns.map((column) => ({ at: `${table}.${column.name}`, table, column, all: columns })),
  )
  // Only of a recovery contact, a passkey ends it.
  return all.filter(({ at, column }) => /_(id|by)$/.test(column.name) && at !== 'recovery_contacts.ended_by')
}

function sampleValue(dataType: string): unknown {
  if (/int/.test(dataType)) return 1
  return /text/.test(dataType) ? randomText() : new Uint8Array([1])
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
    const tables = TABLE_NAMES.filter((table) => !(table in NOT_THERE))
    expect(Object.keys(held).toSorted()).to.deep.equal([...tables, ...Object.values(OF_OTHERS)].toSorted())
  })

  it('[A132] has every row that names it, by whatever column', async () => {
    const naming = (await columnsOf(sql)).filter(({ column }) => !NAMES_NO_ACCOUNT.test(column.name))
    const not = naming.filter(({ at }) => at in NOT_OF_IT).map(({ at }) => at)
    expect(not).to.have.members(Object.keys(NOT_OF_IT))
    const owner = sampleAccount()
    await sql.one.accounts.create(owner, sampleCredential(owner.id), entry('account-created', owner.id))
    for (const { at, table, column, all } of naming.filter((one) => !(one.at in NOT_OF_IT))) {
      const me = newAccountId()
      const needed = all.filter((one) => !one.isNullable && !one.isAutoIncrementing)
      const row = {
        ...Object.fromEntries(needed.map(({ name, dataType }) => [name, sampleValue(dataType)])),
        ...(all.some(({ name }) => name === 'account_id') && { account_id: owner.id }),
        [column.name]: me,
      }
      await sql.database.db
        .insertInto(table as 'audit')
        .values(row as never)
        .execute()
      const { held } = await readHeld(me)
      expect(held[OF_OTHERS[at] ?? table], at).to.have.length(1)
      expect(JSON.stringify(held), at).not.to.include(owner.id)
      await sql.database.db
        .deleteFrom(table as 'audit')
        .where(column.name as 'about_id', '=', me)
        .execute()
    }
  })

  it('[A132] has what supporters wrote about it, without who they are', async () => {
    const { newSupporter, opened } = casesScene(sql)
    const { accountId } = await codesOfOne(sql, 1)
    const by = await newSupporter()
    const { caseId, number } = await opened(accountId)
    await sql.one.cases.reject(by, caseId, 'Not who they say they are')
    const { held } = await readHeld(accountId)
    const [row, ...more] = held.audit_of_others!
    expect(more).to.deep.equal([])
    expect(Object.keys(row!).toSorted()).to.deep.equal(['action', 'at', 'detail'])
    expect(row).to.include({ action: 'case-rejected', detail: `${number}: Not who they say they are` })
    expect(Date.parse(String(row!.at))).to.be.within(Date.now() - 60_000, Date.now() + 60_000)
    for (const trace of [by.accountId, by.trace.sessionId!])
      expect(JSON.stringify(held)).not.to.include(trace)
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
