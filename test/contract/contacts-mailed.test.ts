import { expect } from 'chai'
import { MOST_ADDRESSES } from '../../shared/addresses.ts'
import { contactsOfTwo } from './contacts-of-two.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'

onBothDatabases('requests to recovery contacts, by mail', (sql) => {
  const { giveAddress, mailedTo } = mailedNotices(sql)

  /** To whom the requests of an owner were written, those to nobody too. */
  async function written({ accountId }: { readonly accountId: string }): Promise<readonly string[]> {
    const { db } = sql.otherDatabase
    const rows = await db.selectFrom('mails').select(['recipient', 'content']).execute()
    const content = JSON.stringify({ what: 'contact-request', by: `name of ${accountId}` })
    return rows.filter((row) => row.content === content).map(({ recipient }) => recipient)
  }

  it('[F31] go to every address of the contact that counts, and to no other', async () => {
    const two = await contactsOfTwo(sql)
    const one = await giveAddress(two.friend.accountId)
    const other = await giveAddress(two.friend.accountId)
    const own = await giveAddress(two.owner.accountId)
    await two.name()
    for (const address of [one, other])
      expect((await mailedTo(address)).map(({ what }) => what)).to.deep.equal(['contact-request'])
    expect(await mailedTo(own)).to.deep.equal([])
    const waiting = await contactsOfTwo(sql)
    await giveAddress(waiting.friend.accountId, 'waiting')
    await giveAddress(waiting.friend.accountId, 'unconfirmed')
    await waiting.name()
    expect(await written(waiting.owner)).to.deep.equal(['', ''])
  })

  it('[F31] [F32] write the same rows whether they reach anybody or not, and go to nobody whom they don’t reach', async () => {
    const two = await contactsOfTwo(sql)
    const address = await giveAddress(two.friend.accountId)
    await two.name(two.naming(null))
    expect(await written(two.owner)).to.deep.equal(['', ''])
    await two.name({ ...two.naming(), mails: false })
    expect(await written(two.owner)).to.have.length(2 * MOST_ADDRESSES)
    await sql.one.contacts.refuseAll(two.friend.accountId, true)
    await two.name()
    expect(new Set(await written(two.owner))).to.deep.equal(new Set(['']))
    expect(await written(two.owner)).to.have.length(3 * MOST_ADDRESSES)
    expect(await mailedTo(address)).to.deep.equal([])
  })

  it('[F31] are not mailed where the naming fails', async () => {
    const two = await contactsOfTwo(sql)
    const address = await giveAddress(two.friend.accountId)
    const same = two.naming()
    await two.name(same)
    expect(
      (await sql.one.contacts.name(two.owner.doing(two.first), two.naming(undefined, same.folded))).ok,
    ).to.equal(false)
    expect(await mailedTo(address)).to.have.length(1)
  })
})
