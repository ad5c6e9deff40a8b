import { expect } from 'chai'
import { CODE_MS, CODE_TRIES, LINK_MS } from '../../server/methods/email/lifetimes.ts'
import type { Asking } from '../../server/methods/email/mailed-codes.ts'
import { createSlowLedger } from '../../server/stores/sql/recovery/slow/ledger.ts'
import type { PageKey, RecoveryId } from '../../shared/ids.ts'
import { proveOnPage } from '../support/prove-on-page.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { atOnce, newAccountId, randomText } from './sql-samples.ts'

const FROM = { device: 'Firefox on Linux', network: '203.0.113.0/24', place: 'Graz, Austria' }

onBothDatabases('mailed codes', (sql) => {
  const { giveAddress, mailedTo } = mailedNotices(sql)

  const asking = (address: string, pageKey = newPage()): Asking => ({
    ...{ pageKey, address, id: randomText(), secret: randomText() },
    ...{ code: '12345678', codeHash: randomText(32), requester: FROM },
  })
  /** An address that counts, and a page that asked for a mail to it. */
  async function asked(accountId = newAccountId()) {
    const address = await giveAddress(accountId)
    const wish = asking(address.address)
    const told = await sql.one.mailedCodes.ask(wish)
    return { accountId, address, wish, told, evidence: `${address.id} ${wish.id}` }
  }
  const rowsOf = (pageKey: PageKey) =>
    sql.otherDatabase.db.selectFrom('mailed_codes').selectAll().where('page_key', '=', pageKey).execute()
  const pass = (id: string, ms: number) =>
    sql.run(
      `update mailed_codes set asked_at = asked_at - ${ms}, code_until = code_until - ${ms}, expires_at = expires_at - ${ms} where id = '${id}'`,
    )
  const prove = (
    { accountId, evidence, wish }: Awaited<ReturnType<typeof asked>>,
    database = sql.database,
    pageKey = wish.pageKey,
  ) =>
    proveOnPage(createSlowLedger(database), {
      given: { accountId, method: 'email', evidence },
      ...{ pageKey, requester: FROM, level: 'hold' },
      recoveryId: randomText<RecoveryId>(),
    })
  const withPasskeys = async (): Promise<SlowScene> => slowScene(sql)

  it('[E5] are good for ten minutes, their link for thirty, by the database’s clock', async () => {
    const before = await sql.one.now()
    const { wish, told } = await asked()
    expect(told.now).to.be.within(before, await sql.one.now())
    expect(told.codeUntil - told.now).to.be.closeTo(CODE_MS, 5)
    expect(told.linkUntil - told.now).to.be.closeTo(LINK_MS, 5)
    expect([CODE_MS, LINK_MS]).to.deep.equal([600_000, 1_800_000])
    expect(await sql.other.mailedCodes.find(wish.id)).to.deep.include({
      ...{ pageKey: wish.pageKey, requester: FROM, askedAt: told.now },
    })
    await pass(wish.id, CODE_MS)
    expect(await sql.other.mailedCodes.countTry(wish.pageKey)).to.equal(null)
    expect(await sql.other.mailedCodes.find(wish.id)).not.to.equal(null)
    await pass(wish.id, LINK_MS - CODE_MS)
    expect(await sql.other.mailedCodes.find(wish.id)).to.equal(null)
    expect(await sql.other.mailedCodes.show(wish.id)).to.equal(null)
  })

  it('[E3][E11] leave the secret and the code in the mail alone, which goes where it was confirmed', async () => {
    const { accountId, address, wish } = await asked()
    const rows = await rowsOf(wish.pageKey)
    expect(rows).to.have.length(1)
    for (const hidden of [wish.secret, wish.code]) expect(JSON.stringify(rows)).not.to.include(hidden)
    const shouted = asking(address.address.toUpperCase())
    await sql.one.mailedCodes.ask(shouted)
    expect((await mailedTo(address)).map((mail) => mail.what)).to.deep.equal([
      'recovery-code',
      'recovery-code',
    ])
    expect(await mailedTo({ address: shouted.address })).to.deep.equal([])
    const [row] = await rowsOf(shouted.pageKey)
    expect(row).to.include({ account_id: accountId, address_id: address.id })
  })

  it('[E11] go to nobody if two have the address in another case, and to the one that is typed exactly', async () => {
    const base = randomText(8).toLowerCase()
    const one = await giveAddress(newAccountId())
    const other = await giveAddress(newAccountId())
    await sql.run(`update addresses set address = '${base}@example.com' where id = '${one.id}'`)
    await sql.run(
      `update addresses set address = '${base.toUpperCase()}@example.com' where id = '${other.id}'`,
    )
    for (const [typed, id] of [
      [`${base}@example.com`, one.id],
      [`${base.toUpperCase()}@example.com`, other.id],
      [`${base}@EXAMPLE.com`, null],
    ] as const) {
      const wish = asking(typed)
      await sql.one.mailedCodes.ask(wish)
      expect((await rowsOf(wish.pageKey))[0]?.address_id, typed).to.equal(id)
    }
  })

  it('[E4] write the same rows for an address that counts for nobody, and no mail', async () => {
    const known = await asked()
    const count = async () =>
      Number(
        (
          await sql.database.db
            .selectFrom(['mails'])
            .select(({ fn }) => fn.countAll().as('count'))
            .executeTakeFirstOrThrow()
        ).count,
      )
    const unconfirmed = await giveAddress(newAccountId(), 'unconfirmed')
    const waiting = await giveAddress(newAccountId(), 'waiting')
    for (const address of [`${randomText()}@example.com`, unconfirmed.address, waiting.address]) {
      const wish = asking(address)
      const before = await count()
      const told = await sql.one.mailedCodes.ask(wish)
      expect(told.codeUntil - told.now).to.be.closeTo(CODE_MS, 5)
      expect((await count()) - before).to.equal(1)
      expect(await mailedTo({ address })).to.deep.equal([]) // [E10]
      expect(await sql.one.mailedCodes.countTry(wish.pageKey)).to.deep.equal({
        ...{ id: wish.id, codeHash: wish.codeHash, owner: null },
      })
      expect(await sql.one.mailedCodes.find(wish.id)).to.equal(null)
      expect(await sql.one.mailedCodes.show(wish.id)).to.equal(null)
    }
    expect(await sql.one.mailedCodes.countTry(known.wish.pageKey)).to.deep.include({
      owner: { accountId: known.accountId, evidence: known.evidence },
    })
    const leased = await sql.one.outbox.lease(1_000, 1)
    expect(leased.filter(({ to }) => to === '')).to.deep.equal([])
  })

  it('[E10] take no address that is to be removed by now', async () => {
    const address = await giveAddress(newAccountId())
    await sql.run(`update addresses set leaves_at = ${await sql.one.now()} where id = '${address.id}'`)
    await sql.one.mailedCodes.ask(asking(address.address))
    expect(await mailedTo(address)).to.deep.equal([])
    await sql.run(
      `update addresses set leaves_at = ${(await sql.one.now()) + LINK_MS} where id = '${address.id}'`,
    )
    await sql.one.mailedCodes.ask(asking(address.address))
    expect(await mailedTo(address)).to.have.length(1)
  })

  it('[E9] count each try before anything is compared, and no more than five', async () => {
    const { wish } = await asked()
    const tries = await atOnce([sql.one, sql.other], 50, ({ mailedCodes }) =>
      mailedCodes.countTry(wish.pageKey),
    )
    expect(tries.filter((one) => one !== null)).to.have.length(CODE_TRIES)
    expect(await sql.one.mailedCodes.find(wish.id)).to.equal(null)
    expect(await sql.one.mailedCodes.show(wish.id)).to.equal(null)
  })

  it('[E6] give no other page a try', async () => {
    const { wish } = await asked()
    expect(await sql.one.mailedCodes.countTry(newPage())).to.equal(null)
    expect((await rowsOf(wish.pageKey))[0]?.tries_left).to.equal(CODE_TRIES)
  })

  it('[E17] have the newest mail of a page alone, and leave those of other pages', async () => {
    const first = await asked()
    const others = await asked(first.accountId)
    const again = asking(first.address.address, first.wish.pageKey)
    await sql.one.mailedCodes.countTry(first.wish.pageKey)
    await sql.other.mailedCodes.ask(again)
    expect(await sql.one.mailedCodes.find(first.wish.id)).to.equal(null)
    expect(await sql.one.mailedCodes.find(again.id)).not.to.equal(null)
    expect((await rowsOf(again.pageKey))[0]?.tries_left).to.equal(CODE_TRIES)
    expect(await sql.one.mailedCodes.find(others.wish.id)).not.to.equal(null)
    expect(await prove(first)).to.equal('void')
  })

  it('[E16] can be typed for ten minutes more once their link has shown them, with the same tries', async () => {
    const { wish } = await asked()
    await sql.one.mailedCodes.countTry(wish.pageKey)
    await pass(wish.id, CODE_MS + 60_000)
    expect(await sql.one.mailedCodes.countTry(wish.pageKey)).to.equal(null)
    const shown = await sql.other.mailedCodes.show(wish.id)
    expect(shown!.until - shown!.now).to.be.closeTo(CODE_MS, 5)
    for (let left = CODE_TRIES - 1; left > 0; left -= 1)
      expect(await sql.one.mailedCodes.countTry(wish.pageKey)).not.to.equal(null)
    expect(await sql.one.mailedCodes.countTry(wish.pageKey)).to.equal(null)
  })

  it('[E7] prove once, however many use them on two nodes', async () => {
    const scene = await withPasskeys()
    const mailed = await asked(scene.accountId)
    const proven = await atOnce([sql.database, sql.otherDatabase], 50, (database) => prove(mailed, database))
    expect(proven.filter((one) => one !== 'void')).to.have.length(1)
    expect(await sql.one.mailedCodes.find(mailed.wish.id)).to.equal(null)
    expect(await sql.one.mailedCodes.show(mailed.wish.id)).to.equal(null)
    expect(await sql.one.mailedCodes.countTry(mailed.wish.pageKey)).to.equal(null)
  })

  it('[E10] prove as e-mail, as old as the address counts, and nothing once it does not', async () => {
    const scene = await withPasskeys()
    const mailed = await asked(scene.accountId)
    await sql.run(`update addresses set counts_since = 77 where id = '${mailed.address.id}'`)
    const proven = await prove(mailed)
    if (proven === 'void') throw new Error('It was void.')
    expect(proven.recovery.proofs).to.deep.include({
      ...{ method: 'email', from: 'email', since: 77 },
      ...{ at: proven.now, approval: null, addressId: mailed.address.id },
    })
    const gone = await asked(scene.accountId)
    await sql.run(`update addresses set leaves_at = 1 where id = '${gone.address.id}'`)
    expect(await prove(gone)).to.equal('void')
    const late = await asked(scene.accountId)
    await pass(late.wish.id, LINK_MS)
    expect(await prove(late)).to.equal('void')
    const stranger = await asked()
    expect(await prove({ ...stranger, accountId: scene.accountId })).to.equal('void')
  })

  it('[E14] know a page that has proven something else of the account, as long as that is open', async () => {
    const scene = await withPasskeys()
    const { address } = await giveAddress(scene.accountId)
    const page = newPage()
    const whose = (pageKey: PageKey, typed: string) =>
      sql.other.mailedCodes.whose({ pageKey, readLink: null }, typed)
    const isProven = async (pageKey: PageKey, typed: string) => (await whose(pageKey, typed))?.isProven
    expect(await whose(page, address)).to.deep.equal({
      ...{ accountId: scene.accountId, isProven: false, hasRead: false },
    })
    const proven = await scene.prove(page)
    expect(await isProven(page, address.toUpperCase())).to.equal(true)
    expect(await isProven(newPage(), address)).to.equal(false)
    const foreign = await giveAddress(newAccountId())
    expect(await isProven(page, foreign.address)).to.equal(false)
    expect(await whose(page, 'nobody-at-all@example.com')).to.equal(null)
    const waiting = await giveAddress(scene.accountId, 'waiting')
    expect(await whose(page, waiting.address)).to.equal(null)
    await scene.stop(scene.ids[0]!, proven)
    expect(await isProven(page, address)).to.equal(false)
  })

  it('are noted in the activity of the account, and forgotten when they are late', async () => {
    const { accountId, wish } = await asked()
    const listed = await sql.other.audit.list(accountId, 5)
    expect(listed.map(({ action }) => action)).to.deep.equal(['email-code-asked'])
    expect(listed[0]?.detail).to.match(/^.…@example\.com$/)
    await sql.one.forget({ auditMs: 30 * 86_400_000 })
    expect(await rowsOf(wish.pageKey)).to.have.length(1)
    await pass(wish.id, LINK_MS)
    await sql.one.forget({ auditMs: 30 * 86_400_000 })
    expect(await rowsOf(wish.pageKey)).to.deep.equal([])
  })
})
