import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne, DAY } from './addresses-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, codeOf } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

onBothDatabases('addresses of an account', (sql: SqlUnderTest) => {
  const { wish, scene, counting } = addressesOfOne(sql)
  const mailsTo = (address: string) =>
    sql.database.db.selectFrom('mails').selectAll().where('recipient', '=', address).execute()

  it('mails a code, and waits for seven days once it was typed', async () => {
    const { ids, accountId, add, confirm, list, due } = await scene()
    const one = wish()
    const before = Date.now()
    const added = await add(ids[0]!, one)
    expect(added.ok && added.codeUntil - before).to.be.within(10 * 60_000 - 1_000, 10 * 60_000 + 5_000)
    const [mail] = await mailsTo(one.address)
    expect(JSON.parse(mail?.content ?? '')).to.deep.include({ what: 'address-code', code: '12345678' })
    expect(mail?.give_up_at).to.be.within(before + 10 * 60_000 - 1_000, before + 10 * 60_000 + 5_000)
    const done = await confirm(one)
    const [address] = await list()
    expect(address).to.include({ state: 'waiting', codeUntil: null, addedBy: ids[0] })
    expect(done).to.deep.equal({ ok: true, countsFrom: address?.countsFrom })
    expect(address!.countsFrom! - before).to.be.within(7 * DAY - 1_000, 7 * DAY + 5_000)
    expect(await due()).to.include(accountId)
    expect((await list())[0]).to.include({ state: 'counts', countsFrom: null })
  })

  it('[M28] counts at once what is confirmed in the first 24 hours of an account, and not later', async () => {
    for (const [ageDays, state] of [
      [0, 'counts'],
      [0.99, 'counts'],
      [1.01, 'waiting'],
    ] as const) {
      const { ids, have, stateOf } = await scene(1, ageDays)
      expect(await stateOf((await have(ids[0]!)).id), `${ageDays} days`).to.equal(state)
    }
  })

  it('[M26] takes a code five times and for ten minutes, and only once', async () => {
    const { ids, add, confirm, stateOf } = await scene()
    const one = wish()
    await add(ids[0]!, one)
    for (let tries = 0; tries < 4; tries += 1) {
      expect(codeOf(await confirm(one, 'another'))).to.equal('code_invalid')
    }
    expect(codeOf(await confirm(one))).to.equal(null)
    expect(codeOf(await confirm(one))).to.equal('code_invalid')
    const tried = wish()
    await add(ids[0]!, tried)
    for (let tries = 0; tries < 5; tries += 1) await confirm(tried, 'another')
    expect(codeOf(await confirm(tried))).to.equal('code_invalid')
    const late = wish()
    await add(ids[0]!, late)
    await sql.run(`update addresses set code_until = code_until - ${10 * 60_000} where id = '${late.id}'`)
    expect(codeOf(await confirm(late))).to.equal('code_invalid')
    expect(await stateOf(late.id)).to.equal('unconfirmed')
  })

  it('[M26] of many tries at once, one succeeds', async () => {
    const { ids, add, accountId } = await scene()
    const one = wish()
    await add(ids[0]!, one)
    const all = await atOnce([sql.one, sql.other], 5, (store) =>
      store.addresses.confirm({ accountId, trace: {} }, one.id, [one.codeHash]),
    )
    expect(all.filter(({ ok }) => ok)).to.have.length(1)
  })

  it('[M24] are two at most, and one that is not confirmed makes room for the next', async () => {
    const { ids, add, have, list, confirm } = await scene()
    await have(ids[0]!)
    await add(ids[0]!, wish())
    const third = wish()
    await add(ids[0]!, third)
    expect(await list()).to.have.length(2)
    await have(ids[0]!)
    expect(codeOf(await add(ids[0]!, wish()))).to.equal('too_many_addresses')
    // One that was asked for before the second one was confirmed.
    await sql.run(
      `update addresses set state = 'unconfirmed', code_until = 9e15, code_hash = 'late' where account_id = '${(await list())[0]!.accountId}' and state = 'waiting'`,
    )
    const rows = await list()
    await sql.run(
      `insert into addresses (id, account_id, address, state, added_by, created_at, tries_left) select 'x' || id, account_id, 'x' || address, 'counts', added_by, created_at, 0 from addresses where account_id = '${rows[0]!.accountId}'`,
    )
    expect(codeOf(await confirm({ ...wish(), id: rows[0]!.id }, 'late'))).to.equal('too_many_addresses')
  })

  it('[M25] answers the same for an address of somebody else, whom the mail tells; no code confirms it', async () => {
    const theirs = await counting()
    const { ids, add, confirm, list } = await scene()
    const free = wish()
    const taken = wish(theirs.one.address)
    const answers = [await add(ids[0]!, free), await add(ids[0]!, taken)]
    expect(answers.map((answer) => Object.keys(answer))).to.deep.equal([
      ['ok', 'codeUntil'],
      ['ok', 'codeUntil'],
    ])
    expect(await list()).to.have.length(1)
    const contents = (await mailsTo(taken.address)).map(({ content }) => content ?? '')
    const told = contents.filter((content) => content.includes('address-taken'))
    expect(told).to.have.length(1)
    expect(told[0]).not.to.contain('12345678')
    expect(codeOf(await confirm(taken, 'guess'))).to.equal('code_invalid')
    expect(codeOf(await theirs.add(theirs.first, wish(theirs.one.address)))).to.equal('address_known')
  })

  it('[M27] belongs to one account, even if two confirm it at the same time', async () => {
    const address = wish().address
    const two = await Promise.all([scene(), scene()])
    const wishes = await Promise.all(
      two.map(async ({ ids, add }) => {
        const one = wish(address)
        await add(ids[0]!, one)
        return one
      }),
    )
    const done = await Promise.all(
      two.map(({ confirm }, nth) => confirm(wishes[nth]!, wishes[nth]!.codeHash)),
    )
    expect(done.map(codeOf)).to.have.members([null, 'address_taken'])
  })

  it('[M23] takes a passkey that may act, when it is added, confirmed, removed and kept', async () => {
    const { ids, add, confirm, have, remove, keep, stateOf } = await scene(2)
    const [first, second] = ids as [CredentialId, CredentialId]
    const one = wish()
    await add(second, one)
    const other = await have(first)
    await sql.run(`update credentials set status = 'suspended' where id = '${second}'`)
    expect(codeOf(await confirm(one))).to.equal('code_invalid')
    expect(await stateOf(other.id)).to.equal('waiting')
    expect(codeOf(await add(second, wish()))).to.equal('step_up_refused')
    expect(codeOf(await remove(second, other))).to.equal('step_up_refused')
    expect(codeOf(await keep(second, other))).to.equal('step_up_refused')
    const another = wish()
    await add(first, another)
    await sql.run(`update credentials set status = 'frozen' where id = '${first}'`)
    expect(codeOf(await confirm(another))).to.equal('step_up_refused')
  })
})
