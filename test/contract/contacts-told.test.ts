import { expect } from 'chai'
import { createContactStore } from '../../server/stores/sql/contacts/contact-store.ts'
import { contactsOfTwo, DAY } from './contacts-of-two.ts'
import { onBothDatabases } from './on-both-databases.ts'

onBothDatabases('the events of recovery contacts', (sql) => {
  it('[N20] take them as one way back: who didn’t count takes none along, and of those who do only the last', async () => {
    const two = await contactsOfTwo(sql)
    const { accountId } = two.owner
    const store = createContactStore({
      ...sql.database,
      transact: (work) =>
        sql.database.transact((tx, rollBack) => work({ ...tx, receiversOf: () => ['webhook'] }, rollBack)),
    })
    const byOwner = two.owner.doing(two.first)
    /** What this tells the site. */
    const told = async (work: Promise<unknown>) => {
      await work
      const all = sql.database.db.selectFrom('events').select('type').where('account_id', '=', accountId)
      const types = (await all.orderBy('created_at').execute()).map(({ type }) => type)
      await sql.run(`delete from events where account_id = '${accountId}'`)
      return types
    }
    const leave = (id: string) => store.leave(two.friend.doing(two.own), id)
    const due = () => two.pass(7 * DAY).then(() => store.carryOut(() => {}))

    expect(await told(store.end(byOwner, await two.name()))).to.deep.equal([])
    for (const end of [leave, (id: string) => store.end(byOwner, id)])
      expect(await told(end(await two.agree(await two.name())))).to.deep.equal(['method.change_cancelled'])

    const [one, other, third] = [await two.counting(), await two.counting(), await two.counting()]
    expect(await told(leave(third))).to.deep.equal([])
    expect(await told(store.end(byOwner, one))).to.deep.equal([])
    expect(await told(store.end(byOwner, other))).to.deep.equal(['method.off_scheduled'])
    expect(await told(store.keep(byOwner, one))).to.deep.equal(['method.change_cancelled'])
    expect(await told(store.keep(byOwner, other))).to.deep.equal([])
    expect(await told(store.end(byOwner, one))).to.deep.equal([])
    expect(await told(due())).to.deep.equal([])
    expect(await told(store.end(byOwner, other))).to.deep.equal(['method.off_scheduled'])
    expect(await told(due())).to.deep.equal(['method.off'])
    expect(await told(leave(await two.counting()))).to.deep.equal(['method.off'])
  })
})
