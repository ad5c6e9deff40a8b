import { expect } from 'chai'
import { contactsOfTwo, DAY } from './contacts-of-two.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newAccountId } from './sql-samples.ts'

onBothDatabases('what is held of recovery contacts', (sql) => {
  it('[F30] is exported without whom a request reached, which their owner must not learn', async () => {
    const two = await contactsOfTwo(sql)
    await two.name()
    await two.name(two.naming(null))
    const { held } = await sql.other.readHeld(two.owner.accountId)
    expect(held.recovery_contacts).to.have.length(2)
    expect(JSON.stringify(held)).not.to.include(two.friend.accountId)
    const columns = held.recovery_contacts?.map((row) => Object.keys(row).sort().join())
    expect(new Set(columns)).to.have.length(1)
  })

  it('[A132] is in the file of whoever is asked, and of a contact, as their account page shows it', async () => {
    const two = await contactsOfTwo(sql)
    const account = (await sql.one.accounts.findById(two.owner.accountId))!
    const held = async () => (await sql.other.readHeld(two.friend.accountId)).held
    const id = await two.name()
    expect((await held()).vouches_for).to.deep.equal([
      { name: account.name, agreed_at: null, counts_from: null },
    ])
    await two.agree(id)
    const [row] = (await held()).vouches_for!
    const day = Date.now() - DAY
    expect(Date.parse(String(row!.agreed_at))).to.be.within(day, Date.now() + DAY)
    expect(Date.parse(String(row!.counts_from))).to.be.within(day + 7 * DAY, Date.now() + 8 * DAY)
    // Whether its end is scheduled is only the owner's.
    expect(Object.keys(row!).toSorted()).to.deep.equal(['agreed_at', 'counts_from', 'name'])
    expect(JSON.stringify(await held())).not.to.include(two.owner.accountId)
    await two.pass(7 * DAY)
    await two.carryOut()
    expect((await held()).vouches_for![0]).to.include({ name: account.name, counts_from: null })
    expect((await sql.other.readHeld(two.owner.accountId)).held.vouches_for).to.deep.equal([])
  })

  it('[F15] ends when the account of the contact is deleted, and a request looks as before', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const asked = await two.name()
    await sql.one.accounts.changes.scheduleDeletion(two.friend.doing(two.own))
    await sql.run(`update account_deletions set due_at = 1 where account_id = '${two.friend.accountId}'`)
    await sql.other.accounts.changes.carryOut((err) => {
      throw err
    })
    expect((await two.list()).map(({ id, state }) => [id, state])).to.deep.equal([[asked, 'asked']])
    expect(await two.listed()).to.deep.equal([])
    expect(await two.owner.actions()).to.include('contact-ended')
  })

  it('is forgotten after a week if nobody answered', async () => {
    const two = await contactsOfTwo(sql)
    await two.name()
    const agreed = await two.agree(await two.name())
    await two.pass(7 * DAY)
    await sql.one.forget({ auditMs: 365 * DAY })
    const rows = await sql.otherDatabase.db
      .selectFrom('recovery_contacts')
      .select('id')
      .where('account_id', '=', two.owner.accountId)
      .execute()
    expect(rows).to.deep.equal([{ id: agreed }])
    expect(await sql.other.contacts.ofContact(newAccountId())).to.deep.equal([])
  })
})
