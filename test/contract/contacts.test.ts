import { expect } from 'chai'
import { MOST_REQUESTS } from '../../server/methods/contacts/lifetimes.ts'
import { MOST_CONTACTS } from '../../shared/contacts.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { contactsOfTwo, DAY } from './contacts-of-two.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, codeOf } from './sql-samples.ts'

onBothDatabases('recovery contacts', (sql) => {
  it('[F3] count seven days after the other one agreed, and not before', async () => {
    const two = await contactsOfTwo(sql)
    const id = await two.name()
    expect(await two.list()).to.have.length(1)
    expect((await two.list())[0]).to.include({ state: 'asked', agreedAt: null, countsFrom: null })
    await two.pass(3 * DAY)
    const before = await sql.one.now()
    await two.agree(id)
    const [waiting] = await two.list()
    expect(waiting?.state).to.equal('waiting')
    expect(waiting?.agreedAt).to.be.within(before, await sql.one.now())
    // A statement that asks for the time twice may be told two milliseconds.
    expect((waiting?.countsFrom ?? 0) - (waiting?.agreedAt ?? 0)).to.be.closeTo(7 * DAY, 5)
    await two.pass(7 * DAY - 60_000)
    expect(await two.carryOut()).not.to.include(two.owner.accountId)
    expect((await two.list())[0]?.state).to.equal('waiting')
    await two.pass(60_000)
    expect(await two.carryOut()).to.include.members([two.owner.accountId, two.friend.accountId])
    expect((await two.list())[0]).to.include({ state: 'counts', countsFrom: null })
    expect(await two.owner.actions()).to.include.members([
      'contact-named',
      'contact-agreed',
      'contact-counts',
    ])
    expect(await two.friend.actions()).to.include('vouching-agreed')
  })

  it('[F9] [F10] look the same to their owner if nobody has the name, or says no, or refuses all', async () => {
    const two = await contactsOfTwo(sql)
    const shown = async () =>
      (await two.list()).map(({ id, name, foldedName, contactId, askedAt, askedUntil, ...rest }) => rest)
    const asked = await two.name()
    const [same] = await shown()
    expect(codeOf(await sql.one.contacts.decline(two.friend.accountId, asked))).to.equal(null)
    expect(await shown()).to.deep.equal([same])
    expect(await two.listed()).to.deep.equal([])
    await two.name(two.naming(null))
    expect(await shown()).to.deep.equal([same, same])
    for (const isNew of [true, false])
      expect(await sql.one.contacts.refuseAll(two.friend.accountId, true), '[A168]').to.equal(isNew)
    expect(await sql.other.contacts.refusesAll(two.friend.accountId)).to.equal(true)
    const unheard = await two.name()
    expect(await shown()).to.deep.equal([same, same, same])
    expect(await two.listed()).to.deep.equal([])
    expect(codeOf(await sql.one.contacts.agree(two.friend.doing(two.own), unheard))).to.equal('not_found')
    for (const isNew of [true, false])
      expect(await sql.one.contacts.refuseAll(two.friend.accountId, false), '[A168]').to.equal(isNew)
    expect(await sql.other.contacts.refusesAll(two.friend.accountId)).to.equal(false)
  })

  it('[F10] leave open requests unanswered where somebody begins to refuse all, and keep what was agreed', async () => {
    const two = await contactsOfTwo(sql)
    const agreed = await two.agree(await two.name())
    await two.name()
    expect(await two.listed()).to.have.length(2)
    await sql.one.contacts.refuseAll(two.friend.accountId, true)
    expect((await two.listed()).map(({ id }) => id)).to.deep.equal([agreed])
  })

  it('[S223] reach nobody more than ten times, however many accounts ask at once', async () => {
    const two = await contactsOfTwo(sql)
    const others = []
    for (let made = 0; made < 2 * MOST_REQUESTS; made += 1) others.push(await contactsOfTwo(sql))
    const done = await Promise.all(
      others.map(({ owner, first, naming }, turn) =>
        [sql.one, sql.other][turn % 2]!.contacts.name(owner.doing(first), naming(two.friend.accountId)),
      ),
    )
    expect(done.map(codeOf)).to.deep.equal(others.map(() => null))
    expect(await two.listed()).to.have.length(MOST_REQUESTS)
  })
  it('[F9] reach nobody who has ten open requests', async () => {
    const two = await contactsOfTwo(sql)
    for (let made = 0; made < MOST_REQUESTS; made += 1) {
      const other = await contactsOfTwo(sql)
      await other.name(other.naming(two.friend.accountId))
    }
    expect(await two.listed()).to.have.length(MOST_REQUESTS)
    await two.name()
    expect(await two.listed()).to.have.length(MOST_REQUESTS)
    expect(await two.list()).to.have.length(1)
  })

  it('[F8] are three at most, the same name once, however many are named at once', async () => {
    const two = await contactsOfTwo(sql)
    const same = two.naming()
    const again = await atOnce([sql.one, sql.other], 6, ({ contacts }, turn) =>
      contacts.name(two.owner.doing(two.first), { ...same, id: `${same.id.slice(2)}${turn}` }),
    )
    expect(again.map(codeOf).filter((code) => code === null)).to.have.length(1)
    expect(new Set(again.map(codeOf))).to.deep.equal(new Set([null, 'contact_known']))
    const others = await atOnce([sql.one, sql.other], 6, ({ contacts }) =>
      contacts.name(two.owner.doing(two.first), two.naming()),
    )
    expect(others.map(codeOf).filter((code) => code === null)).to.have.length(MOST_CONTACTS - 1)
    expect(new Set(others.map(codeOf))).to.deep.equal(new Set([null, 'too_many_contacts']))
    await two.pass(7 * DAY)
    expect(await two.list()).to.deep.equal([])
    await two.name(same)
  })

  it('[F1] [F2] are changed by passkeys that may act alone, each by its own account', async () => {
    const two = await contactsOfTwo(sql, 2)
    const [, younger] = two.owner.ids as [CredentialId, CredentialId]
    const [, friends] = two.friend.ids as [CredentialId, CredentialId]
    const id = await two.name()
    await sql.run(`update credentials set status = 'frozen' where id in ('${younger}', '${friends}')`)
    const acts = [
      sql.one.contacts.name(two.owner.doing(younger), two.naming()),
      sql.one.contacts.end(two.owner.doing(younger), id),
      sql.one.contacts.agree(two.friend.doing(friends), id),
      sql.one.contacts.leave(two.friend.doing(friends), id),
    ]
    expect((await Promise.all(acts)).map(codeOf)).to.deep.equal(Array(4).fill('step_up_refused'))
    expect(codeOf(await sql.one.contacts.agree(two.owner.doing(two.first), id))).to.equal('not_found')
    expect(codeOf(await sql.one.contacts.end(two.friend.doing(two.own), id))).to.equal('not_found')
    expect(codeOf(await sql.one.contacts.leave(two.friend.doing(two.own), id))).to.equal('not_found')
    expect(codeOf(await sql.one.contacts.decline(two.owner.accountId, id))).to.equal('not_found')
    expect(codeOf(await sql.one.contacts.keep(two.owner.doing(two.first), id))).to.equal('not_found')
    await two.agree(id)
    expect(codeOf(await sql.one.contacts.agree(two.friend.doing(two.own), id))).to.equal('not_found')
    expect(codeOf(await sql.one.contacts.decline(two.friend.accountId, id))).to.equal('not_found')
  })

  it('[F14] are taken back at once as long as they don’t count, by the passkey that named them or an older one', async () => {
    const two = await contactsOfTwo(sql, 2)
    const [oldest, younger] = two.owner.ids as [CredentialId, CredentialId]
    const asked = await two.name(two.naming(), oldest)
    const waiting = await two.agree(await two.name(two.naming(), younger))
    expect(codeOf(await sql.one.contacts.end(two.owner.doing(younger), asked))).to.equal('too_new')
    const ended = await sql.one.contacts.end(two.owner.doing(oldest), waiting)
    expect(ended).to.deep.include({ ok: true, endsAt: null, accounts: [two.friend.accountId] })
    expect((await two.list()).map(({ id }) => id)).to.deep.equal([asked])
    expect(await two.listed()).to.have.length(1)
  })

  it('[F13] [F14] end seven days after their owner says so once they count, unless it is cancelled', async () => {
    const two = await contactsOfTwo(sql, 2)
    const [oldest, younger] = two.owner.ids as [CredentialId, CredentialId]
    const id = await two.counting()
    const before = await sql.one.now()
    const ended = await sql.one.contacts.end(two.owner.doing(oldest), id)
    expect(ended.ok && (ended.endsAt ?? 0) - 7 * DAY).to.be.within(before, await sql.one.now())
    expect((await two.list())[0]?.state).to.equal('counts')
    expect(codeOf(await sql.one.contacts.keep(two.owner.doing(younger), id))).to.equal('too_new')
    expect(codeOf(await sql.one.contacts.keep(two.owner.doing(oldest), id))).to.equal(null)
    await two.pass(7 * DAY)
    await two.carryOut()
    expect((await two.list())[0]).to.include({ state: 'counts', endsAt: null })
    const again = await sql.one.contacts.end(two.owner.doing(younger), id)
    await two.pass(3 * DAY)
    const kept = await sql.one.contacts.end(two.owner.doing(oldest), id)
    expect(again.ok && kept.ok && (again.endsAt ?? 0) - (kept.endsAt ?? 0)).to.equal(3 * DAY)
    expect(codeOf(await sql.one.contacts.keep(two.owner.doing(younger), id))).to.equal('too_new')
    await two.pass(4 * DAY)
    expect(await two.list()).to.deep.equal([])
    expect(await two.carryOut()).to.include.members([two.owner.accountId, two.friend.accountId])
    expect((await two.owner.actions()).filter((one) => one === 'contact-ended')).to.have.length(1)
  })

  it('[F15] end at once when the contact says so', async () => {
    const two = await contactsOfTwo(sql)
    const id = await two.counting()
    const left = await sql.one.contacts.leave(two.friend.doing(two.own), id)
    expect(left).to.deep.include({ ok: true, accounts: [two.owner.accountId] })
    expect(await two.list()).to.deep.equal([])
    expect(await two.owner.actions()).to.include('contact-ended')
    expect(await two.friend.actions()).to.include('vouching-ended')
  })

  it('[F11] never count if the passkey that named them may not do that any more, and end neither', async () => {
    const two = await contactsOfTwo(sql, 2)
    const [, younger] = two.owner.ids as [CredentialId, CredentialId]
    const kept = await two.counting()
    await sql.one.contacts.end(two.owner.doing(younger), kept)
    await two.agree(await two.name(two.naming(), younger))
    await sql.run(`update credentials set status = 'suspended' where id = '${younger}'`)
    await two.pass(7 * DAY)
    await two.carryOut()
    expect((await two.list()).map(({ id, endsAt }) => [id, endsAt])).to.deep.equal([[kept, null]])
  })

  it('[F11] are dropped, and kept, when the passkey that changed them is stopped', async () => {
    const two = await contactsOfTwo(sql, 2)
    const [oldest, younger] = two.owner.ids as [CredentialId, CredentialId]
    const kept = await two.counting()
    const own = await two.name(two.naming(), oldest)
    await sql.one.contacts.end(two.owner.doing(younger), kept)
    await two.name(two.naming(), younger)
    await two.owner.stolen(oldest, younger)
    expect((await two.list()).map(({ id, endsAt }) => [id, endsAt])).to.deep.equal([
      [kept, null],
      [own, null],
    ])
  })

  it('[F11] are dropped by an older passkey that stops changes, as far as younger ones named them', async () => {
    const two = await contactsOfTwo(sql, 3)
    const [oldest, middle, youngest] = two.owner.ids as [CredentialId, CredentialId, CredentialId]
    const first = await two.name(two.naming(), oldest)
    const second = await two.name(two.naming(), middle)
    await two.name(two.naming(), youngest)
    const stopped = await sql.one.acts.stop(two.owner.doing(middle))
    expect(stopped).to.include({ ok: true, scheduled: 1 })
    expect((await two.list()).map(({ id }) => id)).to.deep.equal([first, second])
  })

  it('agree and leave at once without waiting for each other for good, where two name each other', async () => {
    const two = await contactsOfTwo(sql)
    const there = await two.name()
    const back = two.naming(two.owner.accountId)
    expect(codeOf(await sql.one.contacts.name(two.friend.doing(two.own), back))).to.equal(null)
    const agreed = await atOnce([sql.one, sql.other], 8, ({ contacts }, turn) =>
      turn % 2
        ? contacts.agree(two.friend.doing(two.own), there)
        : contacts.agree(two.owner.doing(two.first), back.id),
    )
    expect(agreed.filter(({ ok }) => ok)).to.have.length(2)
  })
})
