import { expect } from 'chai'
import { TABLE_NAMES } from '../../server/stores/sql/tables.ts'
import type { AccountId, CredentialId } from '../../shared/ids.ts'
import { codesOfOne } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'

/** Tables that say nothing of an account, or that are part of what the file has already. */
const NOT_THERE: Readonly<Record<string, string>> = {
  meta: 'of the deployment',
  accounts: 'its name and age stand at the top; a site may have its own table',
  challenges: 'gone within minutes',
  open_consoles: 'of a session, for minutes',
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
})
