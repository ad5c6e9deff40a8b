import { expect } from 'chai'
import { LINK_MS } from '../../server/methods/assisted/operator-links.ts'
import { spendOperatorLink } from '../../server/stores/sql/operator-links/spend.ts'
import type { AccountId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, entry, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'

const DAY = 24 * 60 * 60_000

onBothDatabases('operator links', (sql) => {
  async function newAccount(): Promise<AccountId> {
    const account = sampleAccount()
    await sql.one.accounts.create(account, sampleCredential(account.id), entry('account-created', account.id))
    return account.id
  }

  const spend = (accountId: AccountId, id: string, page: string) =>
    sql.database.transact((tx) => spendOperatorLink(tx, accountId, JSON.stringify([id, page])))
  const actions = async (accountId: AccountId) =>
    (await sql.other.audit.list(accountId, 20)).map(({ action }) => action)
  const expire = (accountId: AccountId, byMs = LINK_MS) =>
    sql.run(
      `update operator_links set expires_at = expires_at - ${byMs}, made_at = made_at - ${byMs} where account_id = '${accountId}'`,
    )

  it('[O1] makes a link of 128 random bits for a day, and stores no secret', async () => {
    const accountId = await newAccount()
    const now = await sql.one.now()
    const { secret, until } = await sql.one.operatorLinks.make(accountId)
    expect(secret).to.match(/^[\w-]{22}$/)
    expect(until).to.be.within(now + DAY, (await sql.one.now()) + DAY)
    const found = await sql.other.operatorLinks.find(secret)
    expect(found).to.deep.include({ accountId, until, page: null })
    const rows = await sql.database.db.selectFrom('operator_links').selectAll().execute()
    expect(JSON.stringify(rows)).not.to.include(secret)
    expect(await actions(accountId)).to.deep.equal(['operator-link-made', 'account-created'])
  })

  it('[O1] knows no other secret', async () => {
    await sql.one.operatorLinks.make(await newAccount())
    for (const secret of ['', randomText()]) expect(await sql.one.operatorLinks.find(secret)).to.equal(null)
  })

  it('[O2] voids a link when another is made for the account, and no other account’s', async () => {
    const [accountId, neighbour] = [await newAccount(), await newAccount()]
    const theirs = await sql.one.operatorLinks.make(neighbour)
    const links = await atOnce([sql.one, sql.other], 10, ({ operatorLinks }) => operatorLinks.make(accountId))
    const found = await Promise.all(links.map(({ secret }) => sql.one.operatorLinks.find(secret)))
    expect(found.filter((link) => link !== null)).to.have.length(1)
    expect(await sql.one.operatorLinks.find(theirs.secret)).not.to.equal(null)
  })

  it('[O3] gives nothing for a link whose day is over by the database’s clock', async () => {
    const accountId = await newAccount()
    const { secret } = await sql.one.operatorLinks.make(accountId)
    const link = await sql.one.operatorLinks.find(secret)
    await expire(accountId)
    expect(await sql.other.operatorLinks.find(secret)).to.equal(null)
    expect(await spend(accountId, link!.id, 'page')).to.equal(null)
  })

  it('[O4] is used by one of 50 pages at once, and never by another page', async () => {
    const accountId = await newAccount()
    const { secret } = await sql.one.operatorLinks.make(accountId)
    const { id } = (await sql.one.operatorLinks.find(secret))!
    expect(await spend(await newAccount(), id, 'another account’s')).to.equal(null)
    const used = await Promise.all(
      Array.from({ length: 50 }, (_, page) => spend(accountId, id, `page ${page}`)),
    )
    const winners = used.flatMap((spent, page) => (spent ? [page] : []))
    expect(winners).to.have.length(1)
    expect((await sql.other.operatorLinks.find(secret))?.page).to.equal(`page ${winners[0]}`)
    expect(await spend(accountId, id, 'later')).to.equal(null)
    // Without an open recovery, not by this page either.
    expect(await spend(accountId, id, `page ${winners[0]}`)).to.equal(null)
  })

  it('[O5] voids a link that was not used, once, and says if there is none', async () => {
    const accountId = await newAccount()
    expect(await sql.one.operatorLinks.void(accountId)).to.equal(false)
    const { secret } = await sql.one.operatorLinks.make(accountId)
    const { id } = (await sql.one.operatorLinks.find(secret))!
    const voided = await atOnce([sql.one, sql.other], 10, ({ operatorLinks }) =>
      operatorLinks.void(accountId),
    )
    expect(voided.filter(Boolean)).to.have.length(1)
    expect(await sql.other.operatorLinks.find(secret)).to.equal(null)
    expect(await spend(accountId, id, 'page')).to.equal(null)
    expect((await actions(accountId)).slice(0, 2)).to.deep.equal([
      'operator-link-voided',
      'operator-link-made',
    ])
  })

  it('[O5] voids no link that was used', async () => {
    const accountId = await newAccount()
    const { secret } = await sql.one.operatorLinks.make(accountId)
    await spend(accountId, (await sql.one.operatorLinks.find(secret))!.id, 'page')
    expect(await sql.one.operatorLinks.void(accountId)).to.equal(false)
  })

  it('[O8] lets every process see what was changed in the last seconds', async () => {
    const accountId = await newAccount()
    const at = async () =>
      (await sql.other.operatorLinks.changed(10_000)).find((one) => one.accountId === accountId)?.at
    expect(await at()).to.equal(undefined)
    const { secret } = await sql.one.operatorLinks.make(accountId)
    const made = await at()
    expect(made).to.be.within((await sql.one.now()) - 5_000, await sql.one.now())
    await sql.run(`update operator_links set changed_at = changed_at - 10 where account_id = '${accountId}'`)
    await spend(accountId, (await sql.one.operatorLinks.find(secret))!.id, 'page')
    expect(await at()).to.be.at.least(made!)
    await sql.run(
      `update operator_links set changed_at = changed_at - 10000 where account_id = '${accountId}'`,
    )
    expect(await at()).to.equal(undefined)
  })

  it('[O9] forgets a link when nothing that came of it can be undone any more, and none before', async () => {
    const [old, young] = [await newAccount(), await newAccount()]
    for (const accountId of [old, young]) await sql.one.operatorLinks.make(accountId)
    await expire(old, 9 * DAY)
    await expire(young, 9 * DAY - 60_000)
    await sql.one.forget({ auditMs: 30 * DAY })
    const rows = await sql.database.db.selectFrom('operator_links').select('account_id').execute()
    const left = rows.map(({ account_id }) => account_id)
    expect(left).to.include(young)
    expect(left).not.to.include(old)
  })
})
