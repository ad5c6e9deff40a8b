import { expect } from 'chai'
import type { LeasedMail } from '../../server/mail/leased-mail.ts'
import { writeMail, writeNoMail } from '../../server/stores/sql/write-mail.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, newAccountId, nextMillisecond } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const MINUTE = 60_000

onBothDatabases('the outbox', (sql: SqlUnderTest) => {
  const from = { device: null, network: null }
  const accountId = newAccountId()
  const write = (to: string, giveUpMs = 10 * MINUTE) =>
    writeMail(sql.database, {
      accountId,
      to,
      content: { what: 'address-code', code: '12345678', account: to, from },
      giveUpMs,
    })
  const dueNow = () => sql.run(`update mails set due_at = 0 where state = 'waiting'`)
  const row = (id: string) =>
    sql.database.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst()
  const leaseOne = async (store = sql.one): Promise<LeasedMail> => {
    const [mail] = await store.outbox.lease(1, MINUTE)
    if (!mail) throw new Error('No mail is due.')
    return mail
  }
  beforeEach(() => sql.run('delete from mails'))

  it('gives what is due, and nothing that waits', async () => {
    await write('one@example.com')
    await write('two@example.com', 9 * MINUTE)
    await write('three@example.com', MINUTE)
    await sql.run("update mails set due_at = due_at + 60000 where recipient = 'three@example.com'")
    const [first] = await sql.one.outbox.lease(1, MINUTE)
    expect(first).to.deep.include({ to: 'two@example.com', tries: 1 })
    expect(first?.content).to.deep.include({ code: '12345678' })
    const rest = await sql.other.outbox.lease(5, MINUTE)
    expect(rest.map(({ to }) => to)).to.deep.equal(['one@example.com'])
  })

  it('[M44] gives a code that is void soon before notices that were written earlier and can wait', async () => {
    for (let nth = 0; nth < 20; nth += 1) await write(`notice-${nth}@example.com`, 72 * 60 * MINUTE)
    await sql.run('update mails set due_at = due_at - 600000, give_up_at = give_up_at - 600000')
    const codes = ['one@example.com', 'two@example.com', 'three@example.com']
    for (const to of codes) await write(to)
    const leased = await sql.other.outbox.lease(codes.length, MINUTE)
    expect(leased.map(({ to }) => to)).to.have.members(codes)
  })

  it('[M8] gives a mail to one node at a time, and to the next one when its lease is over', async () => {
    for (let nth = 0; nth < 20; nth += 1) await write(`${nth}@example.com`)
    const batches = await atOnce([sql.one, sql.other], 16, (store) => store.outbox.lease(5, MINUTE))
    const given = batches.flat().map(({ id }) => id)
    expect(given).to.have.length.above(0)
    expect(new Set(given)).to.have.property('size', given.length)
    await sql.run('delete from mails')
    await write('again@example.com')
    const [mail] = await sql.one.outbox.lease(1, -1)
    expect(await leaseOne(sql.other)).to.deep.include({ id: mail?.id, tries: 2 })
  })

  it('[M9] a node whose lease is over changes nothing any more', async () => {
    await write('late@example.com')
    const before = await leaseOne()
    await dueNow()
    // Leases are told apart by when they end, and a real one lasts for minutes.
    await nextMillisecond()
    const now = await leaseOne(sql.other)
    expect(now).to.include({ id: before.id, tries: 2 })
    await sql.one.outbox.refused(before, '550')
    expect(await sql.one.outbox.putOff(before, MINUTE, 'EAUTH')).to.equal('put-off')
    expect(await row(now.id)).to.include({ state: 'waiting', due_at: now.leasedUntil, why: null })
  })

  it('[M10] deletes what a mail said when it was sent, refused or given up', async () => {
    const ends = [
      ['sent', (mail: LeasedMail) => sql.one.outbox.sent(mail)],
      ['refused', (mail: LeasedMail) => sql.one.outbox.refused(mail, '550')],
      ['given-up', (mail: LeasedMail) => sql.one.outbox.putOff(mail, 11 * MINUTE, 'ECONNECTION')],
    ] as const
    for (const [state, end] of ends) {
      await write('over@example.com')
      const mail = await leaseOne()
      await end(mail)
      expect(await row(mail.id)).to.include({ state, content: null })
      await dueNow()
      expect(await sql.other.outbox.lease(5, MINUTE)).to.deep.equal([])
    }
  })

  it('[M11] gives a mail up that could not be sent in time, and not before; its account is told once', async () => {
    await write('slow@example.com')
    const mail = await leaseOne()
    expect(await sql.one.outbox.putOff(mail, 9 * MINUTE, 'EENVELOPE 452')).to.equal('put-off')
    expect(await row(mail.id)).to.include({ state: 'waiting', why: 'EENVELOPE 452' })
    await dueNow()
    const before = await sql.one.audit.count(accountId, 'mail-undelivered', 10)
    expect(await sql.one.outbox.putOff(await leaseOne(), 11 * MINUTE, 'EENVELOPE 452')).to.equal('given-up')
    const after = await sql.one.audit.count(accountId, 'mail-undelivered', 10)
    expect(after.count - before.count).to.equal(1)
    const [told] = await sql.one.audit.list(accountId, 1, ['mail-undelivered'])
    expect(told?.detail).to.equal('EENVELOPE 452')
  })

  it('[M18] gives up what nobody sent, as while there was no mail server, and keeps what is leased', async () => {
    await write('nobody@example.com', 0)
    await write('waits@example.com')
    expect(await sql.other.outbox.lease(5, MINUTE)).to.have.length(1)
    expect(await sql.one.outbox.giveUpLate()).to.equal(1)
    expect(await sql.other.outbox.giveUpLate()).to.equal(0)
    const rows = await sql.database.db
      .selectFrom('mails')
      .select(['recipient', 'state', 'content'])
      .orderBy('recipient')
      .execute()
    expect(rows[0]).to.deep.equal({ recipient: 'nobody@example.com', state: 'given-up', content: null })
    expect(rows[1]).to.deep.include({ recipient: 'waits@example.com', state: 'waiting' })
  })

  it('[M47] tells the account of each mail that the cleanup gives up, with why it waited, however many there are', async () => {
    const all = 300
    for (let nth = 0; nth < all; nth += 1) await write(`${nth}@example.com`)
    await sql.one.outbox.putOff(await leaseOne(), MINUTE, 'EAUTH 535')
    await sql.run('update mails set give_up_at = 0, due_at = 0')
    const told = async () => (await sql.one.audit.count(accountId, 'mail-undelivered', 1_000)).count
    const before = await told()
    expect(await sql.one.outbox.giveUpLate()).to.equal(all)
    expect((await told()) - before).to.equal(all)
    const details = (await sql.one.audit.list(accountId, all, ['mail-undelivered'])).map(
      ({ detail }) => detail,
    )
    expect(details.filter(Boolean)).to.deep.equal(['EAUTH 535'])
  })

  it('[M48] gives up what was written for nobody without counting it', async () => {
    const content = { what: 'address-code', code: '12345678', account: 'nobody', from } as const
    await writeNoMail(sql.database, { content })
    expect(await sql.one.outbox.giveUpLate()).to.equal(0)
    const states = await sql.database.db.selectFrom('mails').select(['state', 'content']).execute()
    expect(states).to.deep.equal([{ state: 'given-up', content: null }])
  })

  it('a mail is written with what it is about, or not at all', async () => {
    const outcome = await sql.database.transact(async (tx, rollBack) => {
      await writeMail(tx, {
        accountId,
        to: 'never@example.com',
        content: { what: 'address-code', code: '12345678', account: 'never', from },
        giveUpMs: MINUTE,
      })
      return rollBack('rolled back')
    })
    expect(outcome).to.equal('rolled back')
    expect(await sql.one.outbox.lease(5, MINUTE)).to.deep.equal([])
  })

  it('forgets mails after a week', async () => {
    await write('old@example.com')
    await sql.run(`update mails set created_at = created_at - ${7 * 24 * 60 * MINUTE}`)
    await write('new@example.com')
    await sql.one.forget({ auditMs: 30 * 24 * 60 * MINUTE })
    const left = await sql.database.db.selectFrom('mails').select('recipient').execute()
    expect(left).to.deep.equal([{ recipient: 'new@example.com' }])
  })
})
