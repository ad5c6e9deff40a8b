import { expect } from 'chai'
import type { AccountId, CredentialId } from '../../shared/ids.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { CHECK, casesScene, DAY } from './cases-scene.ts'
import { mailedNotices, told } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { codeOf } from './sql-samples.ts'

const orThrow = (err: unknown) => {
  throw err
}

onBothDatabases('the switch for the help of supporters', (sql) => {
  const { scene, counting } = addressesOfOne(sql)
  const { newSupporter, opened, confirmed, prove, rowOf } = casesScene(sql)

  /** Somebody with passkeys, whose account is new or older than a day, and what they do with the switch. */
  async function switching({ passkeys = 1, isNew = false } = {}) {
    const all = isNew ? await scene(passkeys, 0) : await counting(passkeys)
    const { accountId, doing } = all
    const read = async (method: 'assisted' | 'email' = 'assisted') => {
      const { on, change } = await sql.other.methodSwitches.read(accountId, method)
      return [on, change?.by ?? null]
    }
    return {
      ...all,
      first: all.ids[0] as CredentialId,
      read,
      turn: (by: CredentialId, on: boolean) => sql.one.methodSwitches.turn(doing(by), 'assisted', on),
      async week() {
        await sql.run(
          `update method_switches set due_at = due_at - ${7 * DAY} where account_id = '${accountId}'`,
        )
        return sql.other.methodSwitches.carryOut(orThrow)
      },
    }
  }
  const vouch = async (accountId: AccountId) => {
    const { caseId } = await opened(accountId)
    return codeOf(await sql.one.cases.vouch(await newSupporter(), caseId, CHECK))
  }

  it('[C31] opens a case all the same, and lets nobody vouch while it is off', async () => {
    const { accountId, first, turn } = await switching({ isNew: true })
    expect(await vouch(accountId)).to.equal(null)
    await turn(first, false)
    const { own } = await opened(accountId)
    const { own: others } = await opened(null)
    expect(Object.keys(own)).to.deep.equal(Object.keys(others))
    expect(await vouch(accountId)).to.equal('case_switched_off')
    await turn(first, true)
    expect(await vouch(accountId)).to.equal(null)
  })

  it('[C31] is judged again by the second supporter, and when the code is used', async () => {
    const { accountId, first, turn } = await switching({ isNew: true })
    const checked = await opened(accountId)
    await sql.one.cases.vouch(await newSupporter(), checked.caseId, CHECK)
    const of = await confirmed(accountId)
    await turn(first, false)
    const confirming = await sql.one.cases.confirm(await newSupporter(), checked.caseId, 'X', null)
    expect(codeOf(confirming)).to.equal('case_switched_off')
    expect(await prove(of)).to.equal('void')
    expect((await rowOf(of.caseId))?.state).to.equal('confirmed')
  })

  it('[C31] is off from the moment that it is due, whether a node has noticed or not', async () => {
    const { accountId, first, turn } = await switching()
    await turn(first, false)
    expect(await vouch(accountId)).to.equal(null)
    await sql.run(`update method_switches set due_at = 1 where account_id = '${accountId}'`)
    expect(await vouch(accountId)).to.equal('case_switched_off')
  })

  it('[C31] ends nothing that began before, and can be taken back still', async () => {
    const { accountId, first, turn } = await switching({ isNew: true })
    const of = await confirmed(accountId)
    const proven = await prove(of)
    if (proven === 'void') throw new Error('It was void.')
    await turn(first, false)
    expect((await sql.other.recoveries.find(proven.recovery.id))?.state).to.equal('on-hold')
    const taken = await sql.one.cases.end(await newSupporter(), of.caseId, 'Not them', 7 * DAY)
    expect(codeOf(taken)).to.equal(null)
  })

  it('[C32] is turned after seven days, and is another one than that of e-mail', async () => {
    const { accountId, first, read, turn, week, doing } = await switching()
    const off = await turn(first, false)
    const now = await sql.one.now()
    expect(off.ok && off.at).to.be.within(now + 7 * DAY - 60_000, now + 7 * DAY)
    expect([await read(), await read('email')]).to.deep.equal([
      [true, first],
      [true, null],
    ])
    await sql.one.methodSwitches.turn(doing(first), 'email', false)
    expect(await week()).to.include(accountId)
    expect([await read(), await read('email')]).to.deep.equal([
      [false, null],
      [false, null],
    ])
  })

  it('[C32] is kept by the passkey that was to turn it or an older one, and dies with that passkey', async () => {
    const { ids, read, turn, stolen, week } = await switching({ passkeys: 3 })
    const [oldest, middle, youngest] = ids as [CredentialId, CredentialId, CredentialId]
    await turn(middle, false)
    expect(codeOf(await turn(youngest, true))).to.equal('too_new')
    expect(await turn(oldest, true)).to.deep.equal({ ok: true, at: null })
    await turn(middle, false)
    expect(await stolen(oldest, middle)).to.include({ ok: true, scheduled: 1 })
    expect(await read()).to.deep.equal([true, null])
    await turn(youngest, false)
    await sql.run(`update credentials set status = 'suspended' where id = '${youngest}'`)
    await week()
    expect(await read()).to.deep.equal([true, null])
  })

  it('[C32] both switches of a passkey that is reported stay as they are', async () => {
    const { ids, read, turn, stolen, doing } = await switching({ passkeys: 2 })
    const [oldest, second] = ids as [CredentialId, CredentialId]
    await turn(second, false)
    await sql.one.methodSwitches.turn(doing(second), 'email', false)
    expect(await stolen(oldest, second)).to.include({ ok: true, scheduled: 2 })
    expect([await read(), await read('email')]).to.deep.equal([
      [true, null],
      [true, null],
    ])
  })

  it('[C33] makes the word of supporters as old as it has been on again, if it was off', async () => {
    const { accountId, first, turn } = await switching({ isNew: true })
    const given = async () => {
      const proven = await prove(await confirmed(accountId))
      if (proven === 'void') throw new Error('It was void.')
      return proven.recovery.proofs.at(-1)?.since
    }
    expect(await given()).to.equal(null)
    await turn(first, false)
    const before = await sql.one.now()
    await turn(first, true)
    expect(await given()).to.be.within(before, await sql.one.now())
  })

  it('[M34] is told to the owner by mail', async () => {
    const { accountId, first, turn, week } = await switching()
    const address = await mailedNotices(sql).giveAddress(accountId)
    await turn(first, false)
    await week()
    const mails = (await mailedNotices(sql).mailedTo(address)).map(told)
    expect(mails).to.deep.equal(['assisted-off-scheduled', 'assisted-off'])
  })
})
