import { expect } from 'chai'
import { spendMailedCode } from '../../server/stores/sql/mailed-codes/spend.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { randomText } from './sql-samples.ts'

onBothDatabases('the age of a mailed code', (sql) => {
  const { wish, scene } = addressesOfOne(sql)

  /** Asks for a mail to an address and spends it. Null if that proves nothing. */
  async function spend(
    accountId: Awaited<ReturnType<typeof scene>>['accountId'],
    own: ReturnType<typeof wish>,
  ) {
    const id = randomText()
    await sql.one.mailedCodes.ask({
      ...{ pageKey: newPage(), address: own.address, id, secret: randomText() },
      ...{ code: '12345678', codeHash: randomText(32) },
      requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
    })
    return sql.database.transact((tx) => spendMailedCode(tx, accountId, `${own.id} ${id}`))
  }

  it('[E10] is that of an address since it was confirmed, in the first day of the account', async () => {
    const { accountId, ids, have } = await scene(1, 0)
    const before = await sql.one.now()
    const spent = await spend(accountId, await have(ids[0]!))
    expect(spent?.method).to.equal('email')
    expect(spent?.since).to.be.within(before, await sql.one.now())
  })

  it('[E10] is that of an address since its seven days are over, and not since it was added', async () => {
    const { accountId, ids, have, due } = await scene()
    const own = await have(ids[0]!)
    expect(await spend(accountId, own)).to.equal(null)
    const before = await sql.one.now()
    await due()
    expect((await spend(accountId, own))?.since).to.be.within(before, await sql.one.now())
  })

  it('[E5] is half an hour at most too, if a restored backup has it as unused', async () => {
    const { accountId, ids, have } = await scene(1, 0)
    const own = await have(ids[0]!)
    expect(await spend(accountId, own)).not.to.equal(null)
    const { id } = await sql.otherDatabase.db
      .selectFrom('mailed_codes')
      .select('id')
      .where('address_id', '=', own.id)
      .executeTakeFirstOrThrow()
    const again = () => sql.database.transact((tx) => spendMailedCode(tx, accountId, `${own.id} ${id}`))
    expect(await again()).to.equal(null)
    await sql.run(`update mailed_codes set used_at = null where id = '${id}'`)
    expect(await again()).not.to.equal(null)
    await sql.run(`update mailed_codes set used_at = null, expires_at = 1 where id = '${id}'`)
    expect(await again()).to.equal(null)
  })
})
