import { expect } from 'chai'
import { AGE_MS } from '../../server/methods/backup-codes/lifetimes.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { codesOfOne, TWO_DAYS } from './codes-of-one.ts'
import { mailedNotices, told } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { codeOf } from './sql-samples.ts'

const MINUTE = 60_000

onBothDatabases('changes of backup codes', (sql) => {
  const { giveAddress, mailedTo } = mailedNotices(sql)
  async function scene(passkeys = 2, ageMs = 0) {
    const all = await codesOfOne(sql, passkeys, ageMs)
    const [first, second, third] = all.ids as [CredentialId, CredentialId, CredentialId]
    return { ...all, first, second, third }
  }

  /** A set that counts and is older than a day. */
  async function withOldSet(passkeys = 2) {
    const all = await scene(passkeys)
    await all.make(all.first)
    await all.passTime(TWO_DAYS)
    return all
  }

  it('[B13] are done at once on the first day of a set: it is switched off', async () => {
    const { first, make, switchOff, works, readiness, actions } = await scene()
    await make(first)
    expect(await switchOff(first)).to.deep.equal({ ok: true, offAt: null })
    expect(await works()).to.equal(null)
    expect((await readiness()).state).to.equal('off')
    expect((await actions())[0]).to.equal('backup-codes-off')
    expect(codeOf(await switchOff(first))).to.equal('not_found')
  })

  it('[B13] wait on that day too, if an older passkey made the set', async () => {
    const { first, second, make, switchOff, works } = await scene()
    await make(first)
    expect(await switchOff(second))
      .to.have.property('offAt')
      .that.is.a('number')
    expect(await works()).to.equal('a set 0')
  })

  it('[B7] [B13] [B16] take seven days later: until then the codes work, and then none does', async () => {
    const { second, switchOff, works, passTime, carryOut, accountId, readiness, actions } = await withOldSet()
    const off = await switchOff(second)
    expect((await readiness()).off).to.deep.equal({ at: off.ok && off.offAt, by: second })
    expect(await switchOff(second)).to.deep.equal(off)
    expect((await actions()).filter((action) => action === 'backup-codes-off-scheduled')).to.have.length(1)
    await passTime(AGE_MS - MINUTE)
    expect(await works()).to.equal('a set 0')
    await passTime(2 * MINUTE)
    // Even before the sweep has come.
    expect(await works()).to.equal(null)
    expect(await carryOut()).to.include(accountId)
    expect((await readiness()).state).to.equal('off')
    expect((await actions())[0]).to.equal('backup-codes-off')
  })

  it('[B12] are cancelled by the passkey that asked, or an older one, and by no younger one', async () => {
    const { first, second, third, switchOff, cancel, make, readiness, actions } = await withOldSet(3)
    await switchOff(second)
    const { set } = await readiness()
    expect(codeOf(await cancel(third, set!.id))).to.equal('too_new')
    expect(codeOf(await cancel(first, set!.id))).to.equal(null)
    expect((await readiness()).off).to.equal(null)
    expect((await actions())[0]).to.equal('backup-codes-kept')
    expect(codeOf(await cancel(first, set!.id))).to.equal('not_found')
    const made = await make(second, 'new')
    if (!made.ok) throw new Error(made.code)
    expect(codeOf(await cancel(third, made.setId))).to.equal('too_new')
    expect(codeOf(await cancel(second, made.setId))).to.equal(null)
    expect((await readiness()).next).to.equal(null)
    expect((await actions())[0]).to.equal('backup-codes-dropped')
  })

  it('[B12] of a set that waits: switching off drops it, but not if an older passkey made it', async () => {
    const { first, second, make, switchOff, readiness } = await scene(2, TWO_DAYS)
    await make(first)
    expect(codeOf(await switchOff(second))).to.equal('too_new')
    expect((await readiness()).state).to.equal('waiting')
    expect(await switchOff(first)).to.deep.equal({ ok: true, offAt: null })
    expect((await readiness()).state).to.equal('off')
  })

  it('[B12] of a passkey that nobody knows any more are cancelled by every mature one, and by no young one', async () => {
    const { first, make, cancel, add } = await scene(1, TWO_DAYS)
    const made = await make(first)
    if (!made.ok) throw new Error(made.code)
    await sql.run(`update backup_code_sets set made_by = 'nobody' where id = '${made.setId}'`)
    const young = await add(first)
    expect(codeOf(await cancel(young.id, made.setId))).to.equal('too_new')
    expect(codeOf(await cancel(first, made.setId))).to.equal(null)
  })

  it('[B14] die with the passkey that asked when that is removed, or reported as stolen', async () => {
    for (const stop of ['remove', 'stolen'] as const) {
      const { first, second, make, switchOff, works, readiness, actions, ...all } = await withOldSet()
      await make(second, 'new')
      await all[stop](first, second)
      expect((await readiness()).next).to.equal(null)
      expect(await actions()).to.include('backup-codes-dropped')
      const other = await withOldSet()
      await other.switchOff(other.second)
      await other[stop](other.first, other.second)
      expect((await other.readiness()).off).to.equal(null)
      expect(await other.actions()).to.include('backup-codes-kept')
      expect([await works(), await other.works()]).to.deep.equal(['a set 0', 'a set 0'])
    }
  })

  it('[B14] die when an older passkey stops what younger ones did, and not those of older ones', async () => {
    const { first, second, third, make, switchOff, readiness, doing } = await withOldSet(3)
    await switchOff(first)
    await make(third, 'new')
    const stopped = await sql.one.acts.stop(doing(second))
    expect(stopped).to.deep.include({ ok: true, scheduled: 1 })
    const { next, off } = await readiness()
    expect([next, off?.by]).to.deep.equal([null, first])
  })

  it('[B15] die with a passkey whose arrival is frozen, even those that count already', async () => {
    const { first, make, add, works, doing } = await scene(1)
    const young = await add(first)
    expect(await make(young.id)).to.deep.include({ ok: true, countsFrom: null })
    expect(await works()).to.equal('a set 0')
    await sql.one.recoveries.freeze(doing(first), young.arrival)
    expect(await works()).to.equal(null)
  })

  it('[B29] their owner and the site are told that those that counted are off', async () => {
    const { first, make, add, doing, accountId } = await scene(1)
    const address = await giveAddress(accountId)
    const young = await add(first)
    await make(young.id)
    await sql.one.recoveries.freeze(doing(first), young.arrival)
    const [entry] = await sql.one.audit.list(accountId, 1, ['backup-codes-off'])
    expect(entry).to.include({ detail: 'stopped' })
    expect((await mailedTo(address)).map(told)).to.include('backup-codes-off')
  })

  it('stay when a passkey is reported as stolen that made them long ago', async () => {
    const { first, second, make, works, passTime, stolen, carryOut } = await scene(2)
    await make(second)
    await passTime(AGE_MS)
    await stolen(first, second)
    await carryOut()
    expect(await works()).to.equal('a set 0')
  })

  it('[B16] are judged again when they are due: not if the passkey that asked cannot act by then', async () => {
    const late = await withOldSet()
    await late.make(late.second, 'new')
    const off = await withOldSet()
    await off.switchOff(off.second)
    for (const { second, passTime, carryOut, works, readiness } of [late, off]) {
      await sql.run(`update credentials set status = 'suspended' where id = '${second}'`)
      await passTime(AGE_MS + MINUTE)
      await carryOut()
      expect(await works()).to.equal('a set 0')
      expect(await readiness()).to.deep.include({ next: null, off: null })
    }
  })

  it('are carried out by one of many nodes', async () => {
    const { first, make, passTime, accountId } = await scene(1, TWO_DAYS)
    await make(first)
    await passTime(AGE_MS + MINUTE)
    const stores = [sql.one, sql.other, sql.one, sql.other]
    const done = await Promise.all(stores.map((one) => one.backupCodes.carryOut()))
    expect(done.flat().filter((id) => id === accountId)).to.have.length(1)
  })
})
