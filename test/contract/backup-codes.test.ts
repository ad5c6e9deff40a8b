import { expect } from 'chai'
import { AGE_MS, SHOWN_MS } from '../../server/methods/backup-codes/lifetimes.ts'
import type { CredentialId, SessionId } from '../../shared/ids.ts'
import { codesOfOne, hashesOf, TWO_DAYS } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, codeOf, newAccountId, randomText } from './sql-samples.ts'

const MINUTE = 60_000

onBothDatabases('backup codes', (sql) => {
  async function scene(passkeys = 1, ageMs = 0) {
    const all = await codesOfOne(sql, passkeys, ageMs)
    const [first, second] = all.ids as [CredentialId, CredentialId]
    return { ...all, first, second }
  }

  it('[B11] count at once when they are made in the first day of the account', async () => {
    const { first, make, works, readiness, actions, found } = await scene()
    expect(await works()).to.equal(null)
    expect((await readiness()).state).to.equal('off')
    const made = await make(first)
    expect(made).to.deep.include({ ok: true, countsFrom: null })
    expect(await works()).to.equal('a set 0')
    expect((await found(9))?.hash).to.equal('a set 9')
    const { set, next, off, state } = await readiness()
    expect({ next, off, state }).to.deep.equal({ next: null, off: null, state: 'ready' })
    expect(set).to.deep.include({ madeBy: first, left: 10, lastUsedAt: null, saved: false })
    expect((await actions())[0]).to.equal('backup-codes-made')
  })

  it('[B11] replace the old ones at once in that day', async () => {
    const { first, make, works, readiness } = await scene()
    await make(first, 'old')
    await make(first, 'new')
    expect(await works()).to.equal('new 0')
    expect((await readiness()).next).to.equal(null)
  })

  it('[B11] count after seven days when they are made later, and until then the old ones do', async () => {
    const { first, make, works, readiness, passTime, carryOut, accountId, actions } = await scene()
    await make(first, 'old')
    await passTime(TWO_DAYS)
    const made = await make(first, 'new')
    const { next, set } = await readiness()
    if (!made.ok) throw new Error(made.code)
    expect(made.countsFrom).to.equal(next?.countsFrom)
    expect(next?.countsFrom).to.equal(next!.madeAt + AGE_MS)
    expect(set?.id).not.to.equal(made.setId)
    expect(await works()).to.equal('old 0')
    await passTime(AGE_MS - MINUTE)
    expect(await carryOut()).not.to.include(accountId)
    expect(await works()).to.equal('old 0')
    await passTime(2 * MINUTE)
    expect(await carryOut()).to.include(accountId)
    expect(await works()).to.equal('new 0')
    expect(await readiness()).to.deep.include({ state: 'ready', next: null })
    expect((await actions())[0]).to.equal('backup-codes-counting')
  })

  it('[B11] wait too when they are the first ones of an old account', async () => {
    const { first, make, works, readiness } = await scene(1, TWO_DAYS)
    await make(first)
    expect(await works()).to.equal(null)
    expect((await readiness()).state).to.equal('waiting')
  })

  it('[B11] [B12] wait for those of an older passkey, however young the account is', async () => {
    const { first, second, make, works } = await scene(2)
    await make(first, 'of the older')
    expect(await make(second, 'of the younger'))
      .to.have.property('countsFrom')
      .that.is.a('number')
    expect(await works()).to.equal('of the older 0')
  })

  it('replace others that wait, and not those of an older passkey [B12]', async () => {
    const { first, second, make, readiness } = await scene(2, TWO_DAYS)
    await make(second, 'one')
    const two = await make(second, 'two')
    const three = await make(first, 'three')
    expect([two.ok, three.ok]).to.deep.equal([true, true])
    expect(codeOf(await make(second, 'four'))).to.equal('too_new')
    expect((await readiness()).next).to.include({ madeBy: first })
  })

  it('[B10] are made by no passkey that was stopped, or is on probation', async () => {
    const { first, second, make, works } = await scene(2)
    await sql.run(`update credentials set probation_until = 9e15 where id = '${second}'`)
    expect(codeOf(await make(second))).to.equal('step_up_refused')
    await sql.run(`update credentials set status = 'frozen' where id = '${first}'`)
    expect(codeOf(await make(first))).to.equal('step_up_refused')
    expect(await works()).to.equal(null)
  })

  it('[B5] work once each: of fifty uses of one at a moment on two stores, one succeeds', async () => {
    const { first, make, found, spend, readiness } = await scene()
    await make(first)
    const { evidence } = (await found(4))!
    const done = await atOnce([sql.database, sql.otherDatabase], 50, (database) => spend(evidence, database))
    expect(done.filter((spent) => spent !== null)).to.have.length(1)
    expect(await found(4)).to.equal(null)
    expect(await found(5)).not.to.equal(null)
    const { set } = await readiness()
    expect(set).to.include({ left: 9 })
    expect(set?.lastUsedAt).to.be.above(0)
  })

  it('say how many are left: ready, weak with three, used up with none', async () => {
    const { first, make, found, spend, readiness } = await scene()
    await make(first)
    const states: string[] = []
    for (let number = 0; number < 10; number += 1) {
      await spend((await found(number))!.evidence)
      states.push((await readiness()).state)
    }
    expect(states.slice(0, 6)).to.deep.equal(Array(6).fill('ready'))
    expect(states.slice(6)).to.deep.equal(['weak', 'weak', 'weak', 'used-up'])
  })

  it('[B5] are as old as their set counts', async () => {
    const { first, make, found, spend, passTime, carryOut } = await scene(1, TWO_DAYS)
    await make(first)
    await passTime(AGE_MS + MINUTE)
    await carryOut()
    const { countsFrom } = await sql.database.db
      .selectFrom('backup_code_sets')
      .select('counts_from as countsFrom')
      .where('made_by', '=', first)
      .executeTakeFirstOrThrow()
    expect(await spend((await found())!.evidence)).to.deep.equal({ since: countsFrom, method: 'backup-code' })
  })

  it('[B7] do not work when their set was replaced, waits, or is another account’s', async () => {
    const { first, make, found, spend } = await scene()
    await make(first, 'old')
    const old = (await found())!.evidence
    const others = await scene()
    await others.make(others.first)
    const foreign = (await others.found())!.evidence
    const made = await make(first, 'new')
    expect(await spend(old)).to.equal(null)
    expect(await spend(foreign)).to.equal(null)
    expect(await others.works()).to.equal('a set 0')
    const late = await scene(1, TWO_DAYS)
    const waiting = await late.make(late.first)
    if (!waiting.ok || !made.ok) throw new Error('No set was made.')
    expect(await late.spend(`${waiting.setId}/0`)).to.equal(null)
    expect(await spend(`${made.setId}/0`)).not.to.equal(null)
    for (const evidence of ['', '/', `${made.setId}/12`])
      expect(await spend(evidence), evidence).to.equal(null)
  })

  it('are noted as saved, once, and by their own account', async () => {
    const { first, make, readiness, accountId, actions, doing } = await scene()
    const made = await make(first)
    if (!made.ok) throw new Error(made.code)
    const saved = (account = accountId) =>
      sql.one.backupCodes.saved({ ...doing(first), accountId: account }, made.setId)
    expect(await saved(newAccountId())).to.equal(false)
    expect((await readiness()).set?.saved).to.equal(false)
    expect([await saved(), await saved()]).to.deep.equal([true, false])
    expect((await readiness()).set?.saved).to.equal(true)
    expect((await actions()).filter((action) => action === 'backup-codes-saved')).to.have.length(1)
  })

  it('[B30] are noted as saved without a passkey in the session that was shown them alone, and for an hour', async () => {
    const { first, doing, readiness, accountId } = await scene()
    const sessionId = randomText<SessionId>()
    const made = await sql.one.backupCodes.make({ ...doing(first), trace: { sessionId } }, hashesOf('a set'))
    if (!made.ok) throw new Error(made.code)
    const saved = (trace: { readonly sessionId?: SessionId }) =>
      sql.other.backupCodes.saved({ accountId, trace }, made.setId)
    for (const trace of [{}, { sessionId: randomText<SessionId>() }])
      expect(await saved(trace)).to.equal(false)
    const shown = (ms: number) =>
      sql.run(`update backup_code_sets set shown_at = shown_at + ${ms} where id = '${made.setId}'`)
    await shown(-SHOWN_MS)
    expect(await saved({ sessionId })).to.equal(false)
    await shown(60_000)
    expect(await saved({ sessionId })).to.equal(true)
    expect((await readiness()).set?.saved).to.equal(true)
  })

  it('[B30] are not noted as saved by a passkey that may change nothing any more', async () => {
    const { first, doing, make } = await scene()
    const made = await make(first)
    if (!made.ok) throw new Error(made.code)
    await sql.run(`update credentials set status = 'suspended' where id = '${first}'`)
    expect(await sql.one.backupCodes.saved(doing(first), made.setId)).to.equal(false)
  })
})
