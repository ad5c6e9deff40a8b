import { expect } from 'chai'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { newAccountId, randomText } from './sql-samples.ts'

onBothDatabases('mails to addresses that differ in their case', (sql) => {
  const { giveAddress } = mailedNotices(sql)

  it('[S222] go to the one that is typed exactly, however many there are', async () => {
    const base = `${randomText(8).toLowerCase().replaceAll(/[a-f]/g, 'x')}abcdef`
    const shouted = [...'abcdef'].map((letter) => base.replace(letter, letter.toUpperCase()))
    const all = [...shouted, base].map((local) => `${local}@example.com`)
    for (const address of all) {
      const { id } = await giveAddress(newAccountId())
      await sql.run(`update addresses set address = '${address}' where id = '${id}'`)
    }
    for (const address of all) {
      const pageKey = newPage()
      await sql.one.mailedCodes.ask({
        ...{ pageKey, address, id: randomText(), secret: randomText() },
        ...{ code: '12345678', codeHash: randomText(32) },
        requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
      })
      const found = await sql.otherDatabase.db
        .selectFrom('mailed_codes')
        .innerJoin('addresses', 'addresses.id', 'mailed_codes.address_id')
        .select('addresses.address')
        .where('mailed_codes.page_key', '=', pageKey)
        .executeTakeFirst()
      expect(found?.address).to.equal(address)
    }
  })
})
