import { expect } from 'chai'
import { onBothDatabases } from './on-both-databases.ts'
import { entry, newAccountId, sampleAccount, sampleCredential } from './sql-samples.ts'

onBothDatabases('an account without a passkey', (sql) => {
  it('[S220] is read as one, and nobody else is', async () => {
    const account = sampleAccount()
    const { id } = account
    await sql.one.accounts.create(account, sampleCredential(id), entry('account-created', id))
    await sql.run(`delete from credentials where account_id = '${id}'`)
    const found = await sql.one.accounts.findById(id)
    expect(found).to.deep.include(account)
    expect(await sql.other.accounts.findOwner(id)).to.deep.equal({ account: found, passkeys: [] })
    expect(await sql.other.accounts.findOwner(newAccountId())).to.equal(null)
  })
})
