import { expect } from 'chai'
import { LINK_MS, READ_MS } from '../../server/methods/email/lifetimes.ts'
import type { Asking } from '../../server/methods/email/mailed-codes.ts'
import type { PageKey } from '../../shared/ids.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { newAccountId, randomText } from './sql-samples.ts'

onBothDatabases('a recovery mail that somebody reads', (sql) => {
  const { giveAddress } = mailedNotices(sql)

  async function ask(address: string, pageKey: PageKey = newPage()): Promise<Asking> {
    const wish: Asking = {
      ...{ pageKey, address, id: randomText(), secret: randomText() },
      ...{ code: '12345678', codeHash: randomText(32) },
      requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
    }
    await sql.one.mailedCodes.ask(wish)
    return wish
  }
  /** Whether a browser that opened this link, on a page of its own, is known again at this address. */
  const hasRead = async (readLink: string | null, address: string) =>
    (await sql.other.mailedCodes.whose({ pageKey: newPage(), readLink }, address))?.hasRead
  const pass = (id: string, ms: number) =>
    sql.run(`update mails set created_at = created_at - ${ms} where link_hash = '${id}'`)

  it('[E30] is known at the address that it went to, and no other link is', async () => {
    const { address } = await giveAddress(newAccountId())
    const { id, secret } = await ask(address)
    expect(await hasRead(id, address)).to.equal(true)
    expect(await hasRead(id, address.toUpperCase())).to.equal(true)
    for (const link of [null, '', secret, randomText()])
      expect(await hasRead(link, address), `${link}`).to.equal(false)
    expect(await hasRead(id, `${randomText()}@example.com`)).to.equal(undefined)
  })

  it('[E31] is known for a day by the database’s clock, long after its link has ended', async () => {
    const { address } = await giveAddress(newAccountId())
    const { id } = await ask(address)
    expect(READ_MS).to.equal(24 * 60 * 60_000)
    await sql.run(`update mailed_codes set expires_at = expires_at - ${LINK_MS} where id = '${id}'`)
    await pass(id, READ_MS - 60_000)
    await sql.one.forget({ auditMs: READ_MS })
    expect(await sql.one.mailedCodes.find(id)).to.equal(null)
    expect(await hasRead(id, address)).to.equal(true)
    await pass(id, 60_000)
    expect(await hasRead(id, address)).to.equal(false)
  })

  it('[E32] is not known at another address, not even of the same account', async () => {
    const accountId = newAccountId()
    const [one, second, foreign] = [
      await giveAddress(accountId),
      await giveAddress(accountId),
      await giveAddress(newAccountId()),
    ]
    const { id } = await ask(one.address)
    for (const { address } of [second, foreign]) expect(await hasRead(id, address)).to.equal(false)
    // Another account has the address now.
    await sql.run(`update addresses set account_id = '${newAccountId()}' where id = '${one.id}'`)
    expect(await hasRead(id, one.address)).to.equal(false)
  })

  it('[E34] stays known whatever the page that asked for it asks for afterwards', async () => {
    const { address } = await giveAddress(newAccountId())
    const { id, pageKey } = await ask(address)
    await ask(`${randomText()}@example.com`, pageKey)
    expect(await sql.one.mailedCodes.find(id)).to.equal(null)
    expect(await hasRead(id, address)).to.equal(true)
  })

  it('[E30] is never one that was written for nobody', async () => {
    const { address } = await giveAddress(newAccountId())
    const unknown = `${randomText()}@example.com`
    const { id } = await ask(unknown)
    expect(await hasRead(id, address)).to.equal(false)
    expect(await hasRead(id, unknown)).to.equal(undefined)
    const { id: addressId } = await giveAddress(newAccountId())
    await sql.run(`update addresses set address = '${unknown}' where id = '${addressId}'`)
    expect(await hasRead(id, unknown)).to.equal(false)
  })
})
