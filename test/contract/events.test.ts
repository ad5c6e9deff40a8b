import { expect } from 'chai'
import type { AuditEntry } from '../../server/audit/audit-entry.ts'
import type { Receiver } from '../../server/site-events/event-store.ts'
import { MOST_KEPT, MOST_SHOWN } from '../../server/site-events/event-store.ts'
import { DEAD_AFTER_MS } from '../../server/site-events/retry.ts'
import { createAuditLog, writeAudit } from '../../server/stores/sql/audit.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { createEventStore } from '../../server/stores/sql/outbox/events.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, newAccountId } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

onBothDatabases('the outbox of events', (sql: SqlUnderTest) => {
  const accountId = newAccountId()
  const added: AuditEntry = { action: 'passkey-added', accountId, credentialId: 'key' as CredentialId }
  /** Written as a process does that tells these receivers. */
  const telling = (receivers: readonly Receiver[]): Database => ({
    ...sql.database,
    receiversOf: () => receivers,
    transact: (work) =>
      sql.database.transact((tx, rollBack) => work({ ...tx, receiversOf: () => receivers }, rollBack)),
  })
  const write = (receivers: readonly Receiver[] = ['webhook'], entry = added) =>
    writeAudit(telling(receivers), entry)
  const rows = () => sql.database.db.selectFrom('events').selectAll().orderBy('id').execute()
  const webhook = (store = sql.one) => store.events.outboxFor('webhook')
  const leaseOne = async (store = sql.one) => {
    const [row] = await webhook(store).lease(1, MINUTE)
    if (!row) throw new Error('No event is due.')
    return row
  }
  const dueNow = () => sql.run(`update events set due_at = 0 where state = 'waiting'`)
  const makeDead = async () => {
    await write()
    const row = await leaseOne()
    await webhook().refused(row, '500')
    return row
  }
  const replayed: AuditEntry = { action: 'event-replayed', accountId }
  beforeEach(() => sql.run('delete from events'))

  it('[N1] has an event as soon as its fact is committed, and never without it', async () => {
    const outcome = await telling(['webhook']).transact(async (tx, rollBack) => {
      await writeAudit(tx, added)
      return rollBack('rolled back')
    })
    expect(outcome).to.equal('rolled back')
    expect(await rows()).to.deep.equal([])
    await write()
    const { event, at } = await leaseOne(sql.other)
    expect(event).to.deep.include({ type: 'passkey.added', timestamp: new Date(at).toISOString() })
    expect(event.data).to.deep.equal({ accountId, accountName: null, passkeyId: 'key' })
    expect(event.id).to.match(/^evt_[\w-]{22}$/)
  })

  it('[N1] an entry outside of a transaction gets one with its event', async () => {
    const audit = createAuditLog(telling(['webhook']))
    const before = await audit.count(accountId, 'passkey-added', 100)
    await sql.run('alter table events rename to events_away')
    const failed = await audit.append(added).then(
      () => false,
      () => true,
    )
    await sql.run('alter table events_away rename to events')
    expect(failed).to.equal(true)
    expect(await audit.count(accountId, 'passkey-added', 100)).to.deep.equal(before)
    await audit.append(added)
    expect(await rows()).to.have.length(1)
  })

  it('[N2] has no row where nobody is to be told, and none of what is no event', async () => {
    await write([])
    await write(['webhook'], { action: 'signed-in', accountId })
    await sql.one.audit.append(added)
    expect(await rows()).to.deep.equal([])
  })

  it('tells each receiver by itself, under one id', async () => {
    await write(['callback', 'webhook'])
    const [called] = await sql.one.events.outboxFor('callback').lease(5, MINUTE)
    const posted = await leaseOne()
    expect(called?.event.id).to.equal(posted.event.id)
    await webhook().sent(posted)
    expect((await rows()).map(({ receiver, state }) => [receiver, state])).to.deep.equal([
      ['callback', 'waiting'],
      ['webhook', 'sent'],
    ])
  })

  it('[N3] gives an event to one node at a time, and to the next one when its lease is over', async () => {
    for (let nth = 0; nth < 20; nth += 1) await write()
    const batches = await atOnce([sql.one, sql.other], 16, (store) => webhook(store).lease(5, MINUTE))
    const given = batches.flat().map(({ id }) => id)
    expect(given).to.have.length.above(0)
    expect(new Set(given)).to.have.property('size', given.length)
    await sql.run('delete from events')
    await write()
    const [late] = await webhook().lease(1, -1)
    const now = await leaseOne(sql.other)
    expect(now).to.deep.include({ id: late!.id, tries: 2 })
    expect(now.event.id).to.equal(late!.event.id)
    await webhook().refused(late!, '500')
    await webhook().sent(late!)
    expect((await rows())[0]).to.include({ state: 'waiting', due_at: now.leasedUntil })
  })

  it('deletes what an event said when it was taken, and keeps it while it waits or is dead', async () => {
    await write()
    expect(await webhook().putOff(await leaseOne(), 5_000, '500')).to.equal('put-off')
    expect((await rows())[0]).to.include({ state: 'waiting', why: '500' })
    await dueNow()
    expect(await webhook().putOff(await leaseOne(), DEAD_AFTER_MS + 1, '500')).to.equal('given-up')
    expect((await rows())[0]).to.include({ state: 'dead', why: '500', content: '{"passkeyId":"key"}' })
    await write()
    await webhook().sent(await leaseOne())
    expect((await rows()).find(({ state }) => state === 'sent')).to.include({ content: null })
  })

  it('ends what nobody tries in time, as when the webhook is not set any more', async () => {
    await write()
    await sql.run(`update events set give_up_at = 0`)
    expect(await sql.other.events.endLate()).to.equal(1)
    const [ended] = (await sql.one.events.dead()).newest
    expect(ended).to.include({ why: null, tries: 0, type: 'passkey.added' })
  })

  it('lists the newest dead ones without their content, and how many there are', async () => {
    const first = await makeDead()
    await sql.run('update events set created_at = created_at - 60000')
    const second = await makeDead()
    const { all, newest } = await sql.other.events.dead()
    expect(all).to.equal(2)
    expect(newest.map(({ id }) => id)).to.deep.equal([second.id, first.id])
    const { agoMs, ...row } = newest[1]!
    expect(agoMs).to.be.within(60_000, 120_000)
    expect(row).to.deep.equal({
      ...{ id: first.id, type: 'passkey.added', receiver: 'webhook', why: '500', tries: 1 },
    })
    for (let nth = 0; nth < MOST_SHOWN; nth += 1) await write()
    await sql.run(`update events set state = 'dead'`)
    const many = await sql.one.events.dead()
    expect([many.all, many.newest.length]).to.deep.equal([MOST_SHOWN + 2, MOST_SHOWN])
  })

  it('[N9] lets a dead one be sent again, once, and writes down who had it sent', async () => {
    const { id, event } = await makeDead()
    const outcomes = await atOnce([sql.one, sql.other], 8, (store) => store.events.replay(id, replayed))
    expect(outcomes.filter((count) => count === 1)).to.have.length(1)
    expect(await leaseOne()).to.deep.include({ id, tries: 1, event })
    const [entry] = await sql.one.audit.list(accountId, 1, ['event-replayed'])
    expect(entry?.detail).to.equal(`passkey.added ${id}`)
    const before = await sql.one.audit.count(accountId, 'event-replayed', 100)
    expect(await sql.one.events.replay(id, replayed)).to.equal(0)
    expect(await sql.one.audit.count(accountId, 'event-replayed', 100)).to.deep.equal(before)
  })

  it('[N9] lets all dead ones be sent again, and no other', async () => {
    await makeDead()
    await makeDead()
    await write()
    await webhook().sent(await leaseOne())
    expect(await sql.one.events.replay(null, replayed)).to.equal(2)
    expect((await rows()).map(({ state }) => state).sort()).to.deep.equal(['sent', 'waiting', 'waiting'])
    const [entry] = await sql.one.audit.list(accountId, 1, ['event-replayed'])
    expect(entry?.detail).to.equal('all 2')
  })

  it('writes what is noted by an id of its own once, though every node notes it', async () => {
    const note = { type: 'alarm.raised', accountId: null, says: { kind: 'refusals', figure: 9 } } as const
    const store = createEventStore(telling(['webhook']))
    await Promise.all(Array.from({ length: 4 }, () => store.note('evt_alarm-refusals-1', note)))
    const { event } = await leaseOne()
    expect(event).to.deep.include({ id: 'evt_alarm-refusals-1', type: 'alarm.raised' })
    expect(event.data).to.include({ kind: 'refusals', figure: 9, accountId: null })
    expect(await rows()).to.have.length(1)
  })

  it('forgets taken events after a day, dead ones after a month, and none that waits', async () => {
    await makeDead()
    await write()
    await webhook().sent(await leaseOne())
    await write()
    const states = async () => (await rows()).map(({ state }) => state).sort()
    const later = async (ms: number) => {
      await sql.run(`update events set created_at = created_at - ${ms}`)
      await sql.one.forget({ auditMs: 400 * DAY })
    }
    await later(DAY - MINUTE)
    expect(await states()).to.deep.equal(['dead', 'sent', 'waiting'])
    await later(MINUTE)
    expect(await states()).to.deep.equal(['dead', 'waiting'])
    await later(29 * DAY)
    expect(await states()).to.deep.equal(['waiting'])
  })

  it('[N8] keeps the newest of too many that wait', async () => {
    await write()
    const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MOST_KEPT + 5})`
    await sql.run(
      `${numbers} insert into events (id, event_id, receiver, type, account_id, content, state, why, tries, created_at, due_at, give_up_at) select 'id ' || i, 'id', 'webhook', 'passkey.added', null, '{}', 'waiting', null, 0, i, 0, 0 from n`,
    )
    await sql.one.forget({ auditMs: 400 * DAY })
    const oldest = await sql.database.db
      .selectFrom('events')
      .select(({ fn }) => [fn.min('created_at').as('at'), fn.countAll<number>().as('all')])
      .executeTakeFirstOrThrow()
    expect({ at: Number(oldest.at), all: Number(oldest.all) }).to.deep.equal({ at: 7, all: MOST_KEPT })
  })
})
