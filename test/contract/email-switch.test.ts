import { expect } from 'chai'
import { readEmailReadiness } from '../../server/methods/email/readiness.ts'
import { spendMailedCode } from '../../server/stores/sql/mailed-codes/spend.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne, DAY } from './addresses-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'

const orThrow = (err: unknown) => {
  throw err
}

onBothDatabases('the switch for recovery by e-mail', (sql) => {
  const { wish, scene, counting } = addressesOfOne(sql)

  /** The same in the first day of an account. */
  async function young() {
    const all = await scene(1, 0)
    const [first] = all.ids as [CredentialId]
    return { ...all, first, one: await all.have(first) }
  }

  /** Somebody with an address that counts, and what their passkeys do with the switch. */
  async function switching(passkeys = 1, ageDays = 2) {
    const all = ageDays > 0 ? await counting(passkeys) : await young()
    const { accountId, doing, one } = all
    const state = async () => {
      const { on, change } = await sql.other.methodSwitches.read(accountId, 'email')
      return [on, change?.by ?? null]
    }
    return {
      ...all,
      state,
      turn: (by: CredentialId, on: boolean, store = sql.one) =>
        store.methodSwitches.turn(doing(by), 'email', on),
      /** Lets the week pass. */
      async week() {
        const sets = `due_at = due_at - ${7 * DAY}, on_since = on_since - ${7 * DAY}`
        await sql.run(`update method_switches set ${sets} where account_id = '${accountId}'`)
        return sql.other.methodSwitches.carryOut(orThrow)
      },
      /** Since when a mail to the address proves something; null if it doesn't. */
      async proves() {
        const id = randomText()
        await sql.one.mailedCodes.ask({
          ...{ pageKey: newPage(), address: one.address, id, secret: randomText() },
          ...{ code: '12345678', codeHash: randomText(32) },
          requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
        })
        const spent = await sql.database.transact((tx) => spendMailedCode(tx, accountId, `${one.id} ${id}`))
        return spent?.since ?? null
      },
    }
  }

  it('[E23][E25] is on, and turned at once in the first day of an account; while it is off, no mail proves anything', async () => {
    const { ids, state, turn, proves } = await switching(1, 0)
    const [owner] = ids as [CredentialId]
    expect(await state()).to.deep.equal([true, null])
    expect(await proves()).not.to.equal(null)
    expect(await turn(owner, true)).to.deep.equal({ ok: true, at: null })
    expect(await turn(owner, false)).to.deep.equal({ ok: true, at: null })
    expect(await state()).to.deep.equal([false, null])
    expect(await proves()).to.equal(null)
    expect(await turn(owner, true)).to.deep.equal({ ok: true, at: null })
    expect(await state()).to.deep.equal([true, null])
    expect(await proves()).not.to.equal(null)
  })

  it('[E23] has nothing mailed while it is off', async () => {
    const { ids, one, turn, proves } = await switching(1, 0)
    const mails = async () => {
      const all = await sql.otherDatabase.db
        .selectFrom('mails')
        .select('content')
        .where('recipient', '=', one.address)
        .execute()
      return all.filter(({ content }) => content?.includes('recovery-code')).length
    }
    await proves()
    expect(await mails()).to.equal(1)
    await turn(ids[0]!, false)
    await proves()
    expect(await mails()).to.equal(1)
  })

  it('[E23] spends nothing that was mailed before it was switched off', async () => {
    const { accountId, ids, one, turn } = await switching(1, 0)
    const id = randomText()
    await sql.one.mailedCodes.ask({
      ...{ pageKey: newPage(), address: one.address, id, secret: randomText() },
      ...{ code: '12345678', codeHash: randomText(32) },
      requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
    })
    await turn(ids[0]!, false)
    const spend = () => sql.database.transact((tx) => spendMailedCode(tx, accountId, `${one.id} ${id}`))
    expect(await spend()).to.equal(null)
  })

  it('[E25][E27][E28][V17] is turned after seven days later on, and what it proves again is as old as that', async () => {
    const { first, state, turn, week, proves, accountId } = await switching()
    const off = await turn(first, false)
    const now = await sql.one.now()
    expect(off.ok && off.at).to.be.within(now + 7 * DAY - 60_000, now + 7 * DAY)
    expect(await turn(first, false)).to.deep.equal(off)
    expect(await state()).to.deep.equal([true, first])
    expect(await proves()).not.to.equal(null)
    expect(await sql.other.methodSwitches.carryOut(orThrow)).to.deep.equal([])
    expect(await week()).to.deep.equal([accountId])
    expect(await state()).to.deep.equal([false, null])
    expect(await proves()).to.equal(null)
    expect(codeOf(await turn(first, true))).to.equal(null)
    expect(await proves()).to.equal(null)
    const before = await sql.one.now()
    await week()
    expect(await state()).to.deep.equal([true, null])
    const since = await proves()
    expect(since).to.be.within(before, await sql.one.now())
    const stores = { switches: sql.other.methodSwitches, addresses: sql.other.addresses }
    expect((await readEmailReadiness(stores, accountId)).countsSince).to.equal(since)
  })

  it('[E23] is off from the moment that it is due, whether a node has noticed or not', async () => {
    const { first, turn, proves, accountId } = await switching()
    await turn(first, false)
    await sql.run(`update method_switches set due_at = 1 where account_id = '${accountId}'`)
    expect(await proves()).to.equal(null)
  })

  it('[E26] is kept by the passkey that was to turn it, or by an older one', async () => {
    const { ids, state, turn } = await switching(3)
    const [oldest, middle, youngest] = ids as [CredentialId, CredentialId, CredentialId]
    await turn(middle, false)
    expect(codeOf(await turn(youngest, true))).to.equal('too_new')
    expect(await state()).to.deep.equal([true, middle])
    expect(await turn(middle, true, sql.other)).to.deep.equal({ ok: true, at: null })
    await turn(youngest, false)
    await turn(oldest, false)
    expect(await state()).to.deep.equal([true, oldest])
    expect(codeOf(await turn(middle, true))).to.equal('too_new')
    expect(codeOf(await turn(oldest, true))).to.equal(null)
    expect(await state()).to.deep.equal([true, null])
  })

  it('[E24] is turned by no passkey that was stopped since its step-up', async () => {
    const { first, state, turn } = await switching()
    await sql.run(`update credentials set status = 'suspended' where id = '${first}'`)
    expect(codeOf(await turn(first, false))).to.equal('step_up_refused')
    expect(await state()).to.deep.equal([true, null])
  })

  it('[E27] stays if the passkey that was to turn it may not act any more when it is due', async () => {
    const { ids, state, turn, week } = await switching(2)
    const second = ids[1]!
    await turn(second, false)
    await sql.run(`update credentials set status = 'suspended' where id = '${second}'`)
    await week()
    expect(await state()).to.deep.equal([true, null])
  })

  it('[E27] stays if that passkey is reported, or an older one stops changes, and not if a younger one does', async () => {
    for (const stop of ['stolen', 'stop'] as const) {
      const { ids, state, turn, stolen, doing } = await switching(2)
      const [oldest, second] = ids as [CredentialId, CredentialId]
      await turn(second, false)
      const done = stop === 'stolen' ? await stolen(oldest, second) : await sql.one.acts.stop(doing(oldest))
      expect(done).to.include({ ok: true, scheduled: 1 })
      expect(await state()).to.deep.equal([true, null])
    }
    const { ids, state, turn, doing } = await switching(2)
    await turn(ids[0]!, false)
    await sql.one.acts.stop(doing(ids[1]!))
    expect(await state()).to.deep.equal([true, ids[0]])
  })

  it('says how many addresses count and stay, and from when on the next one does', async () => {
    const { accountId, first, have, one, remove } = await switching()
    const { methodSwitches: switches, addresses } = sql.other
    const readiness = () => readEmailReadiness({ switches, addresses }, accountId)
    const { countsSince, ...rest } = await readiness()
    expect(countsSince).to.be.within(1, await sql.one.now())
    const on = { on: true, onSince: null, change: null }
    expect(rest).to.deep.equal({ ...on, addresses: 1, countsFrom: null })
    const second = await have(first, wish())
    expect(await readiness()).to.deep.include({ addresses: 1 })
    expect((await readiness()).countsFrom).to.be.above(await sql.one.now())
    await remove(first, second)
    await remove(first, one)
    expect(await readiness()).to.deep.include({ addresses: 0, countsSince: null, countsFrom: null })
  })

  it('[M34] is told to the owner by mail, as is all that changes who can get in', async () => {
    const { first, one, turn, week } = await switching()
    await turn(first, false)
    await week()
    const mails = await sql.otherDatabase.db
      .selectFrom('mails')
      .select('content')
      .where('recipient', '=', one.address)
      .execute()
    const told = mails.map(({ content }) => JSON.parse(content ?? '{}').of)
    expect(told).to.include.members(['email-recovery-off-scheduled', 'email-recovery-off'])
  })
})
