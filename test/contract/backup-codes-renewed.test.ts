import { expect } from 'chai'
import { AGE_MS } from '../../server/methods/backup-codes/lifetimes.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { codesOfOne, hashesOf, TWO_DAYS } from './codes-of-one.ts'
import { mailedNotices, told } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage, slowScene } from './slow-scene.ts'
import { codeOf } from './sql-samples.ts'

const HOUR = 60 * 60_000

onBothDatabases('new backup codes in the place of used ones', (sql) => {
  const { giveAddress, mailedTo } = mailedNotices(sql)
  /** Somebody whose codes 0 and 3 are used. */
  async function used(passkeys = 2, ageMs = TWO_DAYS) {
    const all = await codesOfOne(sql, passkeys)
    const [first, second] = all.ids as [CredentialId, CredentialId]
    await all.make(first)
    await all.passTime(ageMs)
    const { id } = (await all.readiness()).set!
    for (const number of [0, 3]) await all.spend(`${id}/${number}`)
    const { accountId, doing } = all
    const renew = (by: CredentialId, numbers: readonly number[] = [0, 3], store = sql.one) =>
      store.backupCodes.renew(
        doing(by),
        id,
        hashesOf('new').filter(({ number }) => numbers.includes(number)),
      )
    return {
      ...{ ...all, first, second, id, renew },
      numbers: async () => (await sql.other.backupCodes.usedCodes(accountId))?.numbers ?? [],
      hashOf: async (number: number) => (await all.found(number))?.hash ?? null,
      async passTime(ms: number) {
        const later = `counts_from = counts_from - ${ms}, counts_since = counts_since - ${ms}`
        await sql.run(`update backup_codes set ${later} where set_id = '${id}'`)
        await all.passTime(ms)
      },
    }
  }

  it('[B24] keep their numbers, and leave the others as they are', async () => {
    const { first, renew, numbers, hashOf, readiness, actions } = await used(1, 0)
    expect(await numbers()).to.deep.equal([0, 3])
    expect(await hashOf(0)).to.equal(null)
    expect(await renew(first)).to.deep.equal({ ok: true, countsFrom: null })
    expect([await hashOf(0), await hashOf(1), await hashOf(3)]).to.deep.equal(['new 0', 'a set 1', 'new 3'])
    expect(await numbers()).to.deep.equal([])
    const { set } = await readiness()
    expect(set).to.deep.include({ left: 10, used: 0, renewed: null })
    expect(set?.lastUsedAt).to.be.a('number')
    expect((await actions())[0]).to.equal('backup-codes-renewed')
  })

  it('[B24] come once for each used one, however many ask at once', async () => {
    const { first, renew, numbers } = await used(1, 0)
    expect(codeOf(await renew(first, [0, 1]))).to.equal('not_now')
    expect(await numbers()).to.deep.equal([0, 3])
    const node = (turn: number) => (turn % 2 ? sql.one : sql.other)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => renew(first, [0, 3], node(turn))),
    )
    expect(answers.filter(({ ok }) => ok)).to.have.length(1)
    expect(codeOf(await renew(first))).to.equal('not_now')
  })

  it('[B25][B26] count after seven days, and are no older than that', async () => {
    const { first, renew, hashOf, readiness, passTime, carryOut, spend, id, accountId } = await used()
    const renewed = await renew(first)
    expect(renewed).to.have.property('countsFrom').that.is.a('number')
    const { set } = await readiness()
    expect(set).to.deep.include({ left: 8, used: 0 })
    expect(set?.renewed).to.deep.equal({ many: 2, countsFrom: renewed.ok && renewed.countsFrom })
    await passTime(AGE_MS - HOUR)
    await carryOut()
    expect(await hashOf(0)).to.equal(null)
    expect(await spend(`${id}/0`)).to.equal(null)
    await passTime(HOUR)
    const before = await sql.one.now()
    expect(await carryOut()).to.include(accountId)
    expect(await hashOf(0)).to.equal('new 0')
    expect((await spend(`${id}/0`))?.since).to.be.within(before, await sql.one.now())
    expect((await spend(`${id}/1`))?.since).to.be.below(before - AGE_MS)
  })

  it('[V17] say since when the oldest has counted that can still be used', async () => {
    const { first, renew, readiness, passTime, carryOut, spend, id } = await used()
    const { countsSince } = await readiness()
    for (const number of [1, 2, 4, 5, 6, 7, 8, 9])
      expect((await spend(`${id}/${number}`))?.since).to.equal(countsSince)
    expect((await readiness()).countsSince).to.equal(null)
    await renew(first, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect((await readiness()).countsSince).to.equal(null)
    await passTime(AGE_MS)
    await carryOut()
    const renewed = await readiness()
    expect(renewed.countsSince).to.be.above(countsSince!)
    expect((await spend(`${id}/0`))?.since).to.equal(renewed.countsSince)
  })

  it('[V15] are not saved or tried because the used ones were, until their owner says so', async () => {
    const { first, renew, readiness, doing, id } = await used(1, 0)
    const saved = () => sql.one.backupCodes.saved(doing(first), id)
    await sql.one.backupCodes.tried(doing(first), id)
    expect((await readiness()).set).to.include({ saved: true })
    await renew(first)
    expect((await readiness()).set).to.include({ saved: false, triedAt: null })
    expect(await saved()).to.equal(true)
    expect((await readiness()).set).to.include({ saved: true, triedAt: null })
  })

  it('can be tried before they count, and say from when on they do', async () => {
    const { first, renew, accountId } = await used()
    const renewed = await renew(first)
    const countsFrom = renewed.ok && renewed.countsFrom
    const [found] = await sql.other.backupCodes.toTry(accountId, 0)
    expect(found).to.deep.include({ hash: 'new 0', used: false, countsFrom })
    const [other] = await sql.other.backupCodes.toTry(accountId, 1)
    expect(other).to.deep.include({ used: false, countsFrom: null })
  })

  it('[B22] are made by no passkey that was stopped, or is on probation', async () => {
    const { first, renew } = await used()
    const later = (await sql.one.now()) + HOUR
    await sql.run(`update credentials set probation_until = ${later} where id = '${first}'`)
    expect(codeOf(await renew(first))).to.equal('step_up_refused')
  })

  it('[B23] are not there while somebody is getting back in, nor until the probation after that is over', async () => {
    const { accountId, first, renew } = await used()
    const scene = await slowScene(sql)
    const proven = await scene.prove(newPage())
    await sql.run(`update recoveries set account_id = '${accountId}' where id = '${proven.recovery.id}'`)
    expect(codeOf(await renew(first))).to.equal('not_now')
    const over = (await sql.one.now()) + HOUR
    await sql.run(
      `update recoveries set state = 'done', credential_id = '${scene.ids[0]}' where id = '${proven.recovery.id}'`,
    )
    await sql.run(`update credentials set probation_until = ${over} where id = '${scene.ids[0]}'`)
    expect(codeOf(await renew(first))).to.equal('not_now')
    await sql.run(`update credentials set probation_until = 1 where id = '${scene.ids[0]}'`)
    expect(codeOf(await renew(first))).to.equal(null)
  })

  it('[B27] are void again if the passkey that made them is stopped before they count, or can’t act then', async () => {
    for (const end of ['stolen', 'stop', 'due'] as const) {
      const { first, second, renew, numbers, stolen, doing, passTime, carryOut, hashOf } = await used()
      await renew(second)
      if (end === 'stolen') await stolen(first, second)
      if (end === 'stop') await sql.one.acts.stop(doing(first))
      if (end === 'due') {
        await sql.run(`update credentials set status = 'suspended' where id = '${second}'`)
        await passTime(AGE_MS)
        await carryOut()
      }
      expect(await numbers(), end).to.deep.equal([0, 3])
      expect(await hashOf(0), end).to.equal(null)
    }
  })

  it('[B27] are void too if they count already, and the arrival of that passkey is frozen', async () => {
    const { first, renew, add, doing, hashOf } = await used(1, 0)
    const young = await add(first)
    await sql.run(`update backup_code_sets set made_by = 'nobody'`)
    await renew(young.id)
    await sql.run(`update backup_codes set counts_from = null where made_by = '${young.id}'`)
    expect(await hashOf(0)).to.equal('new 0')
    await sql.one.recoveries.freeze(doing(first), young.arrival)
    expect([await hashOf(0), await hashOf(1)]).to.deep.equal([null, 'a set 1'])
  })

  it('[B29] their owner is told that they are void, and of none where that passkey made none', async () => {
    for (const made of [true, false]) {
      const { accountId, first, renew, add, doing, actions } = await used(1, 0)
      const address = await giveAddress(accountId)
      const young = await add(first)
      await sql.run(`update backup_code_sets set made_by = 'nobody'`)
      if (made) await renew(young.id)
      await sql.run(`update backup_codes set counts_from = null where made_by = '${young.id}'`)
      await sql.one.recoveries.freeze(doing(first), young.arrival)
      const all = [...(await actions()), ...(await mailedTo(address)).map(told)]
      expect(all.filter((each) => each === 'backup-codes-voided')).to.have.length(made ? 2 : 0)
    }
  })
})
