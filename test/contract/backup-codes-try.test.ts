import { expect } from 'chai'
import { AGE_MS } from '../../server/methods/backup-codes/lifetimes.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { codesOfOne, TWO_DAYS } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { codeOf } from './sql-samples.ts'

onBothDatabases('backup codes that their owner tries', (sql) => {
  async function scene(ageMs = 0) {
    const all = await codesOfOne(sql, 1, ageMs)
    const first = all.ids[0] as CredentialId
    const store = sql.other.backupCodes
    return {
      ...all,
      first,
      toTry: (number = 0) => store.toTry(all.accountId, number),
      tried: (setId: string) => store.tried(all.doing(first), setId),
    }
  }

  it('[V11] are not used up, and count as tried and saved, with one entry each', async () => {
    const { first, make, toTry, tried, readiness, works, actions } = await scene()
    await make(first)
    const before = (await readiness()).set!
    expect([before.triedAt, before.saved]).to.deep.equal([null, false])
    const [one, ...more] = await toTry(3)
    expect(more).to.deep.equal([])
    expect(one).to.deep.equal({ setId: before.id, hash: 'a set 3', used: false, countsFrom: null })
    expect(await tried(before.id)).to.deep.equal({ ok: true })
    const after = (await readiness()).set!
    expect(after.triedAt).to.be.within(before.madeAt, Date.now() + 60_000)
    expect(after).to.include({ saved: true, left: 10, lastUsedAt: null })
    expect(await works()).to.equal('a set 0')
    expect((await actions())[0]).to.equal('backup-code-tried')
  })

  it('[V11] are found where they were used, and in a set that waits', async () => {
    const { first, make, found, spend, toTry, passTime, readiness } = await scene()
    await make(first, 'old')
    await spend((await found(5))!.evidence)
    expect(await toTry(5)).to.have.length(1)
    expect((await toTry(5))[0]).to.include({ used: true, countsFrom: null })
    await passTime(TWO_DAYS)
    await make(first, 'new')
    const { next } = await readiness()
    const both = (await toTry(5)).map(({ hash, used, countsFrom }) => [hash, used, countsFrom])
    expect(both).to.have.deep.members([
      ['old 5', true, null],
      ['new 5', false, next!.countsFrom],
    ])
  })

  it('[V11] are not found once their set is switched off, nor for another account', async () => {
    const { first, make, switchOff, toTry, tried, passTime, readiness } = await scene()
    await make(first)
    const { id } = (await readiness()).set!
    await passTime(TWO_DAYS)
    await switchOff(first)
    expect(await toTry()).to.have.length(1)
    await passTime(AGE_MS + TWO_DAYS)
    expect(await toTry()).to.deep.equal([])
    const other = await scene()
    expect(await other.toTry()).to.deep.equal([])
    expect(codeOf(await other.tried(id))).to.equal('code_invalid')
    expect(await tried(id)).to.deep.equal({ ok: true })
  })

  it('[V10] are noted for no passkey that was stopped, or is on probation', async () => {
    const { first, make, tried, readiness } = await scene()
    await make(first)
    const { id } = (await readiness()).set!
    for (const change of ['probation_until = 9e15', "probation_until = null, status = 'frozen'"]) {
      await sql.run(`update credentials set ${change} where id = '${first}'`)
      expect(codeOf(await tried(id)), change).to.equal('step_up_refused')
    }
    expect((await readiness()).set?.triedAt).to.equal(null)
  })
})
