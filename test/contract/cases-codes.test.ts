import { expect } from 'chai'
import { hashCaseCode } from '../../server/methods/assisted/case-code.ts'
import { CASE_CODE_MS, CASE_TRIES } from '../../server/methods/assisted/case-lifetimes.ts'
import { casesScene, DAY } from './cases-scene.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { atOnce } from './sql-samples.ts'

onBothDatabases('the codes of cases', (sql) => {
  const { age, newOwner, newSupporter, opened, confirmed, pass, rowOf, prove } = casesScene(sql)
  const { giveAddress } = mailedNotices(sql)

  it('[C14] keep of a code a hash alone, for this case, account and page', async () => {
    const { caseId, accountId, pageKey, code, done } = await confirmed()
    const row = await rowOf(caseId)
    expect(JSON.stringify(row)).not.to.include(code)
    expect(row?.code_hash).to.equal(hashCaseCode(code, { caseId, accountId, pageKey }))
    expect(done.until - done.now).to.be.closeTo(CASE_CODE_MS, 5)
    expect(await sql.one.cases.countTry(newPage())).to.equal(null)
    expect(await sql.other.cases.countTry(pageKey)).to.deep.equal({
      ...{ caseId, accountId, codeHash: row?.code_hash, isMailed: false },
    })
    expect((await sql.other.cases.ofPage(pageKey)).own?.until).to.equal(done.until)
  })

  it('[C16] give a code five tries and a day', async () => {
    const { pageKey } = await confirmed()
    const tries = await atOnce([sql.one, sql.other], 50, ({ cases }) => cases.countTry(pageKey))
    expect(tries.filter((one) => one !== null)).to.have.length(CASE_TRIES)
    const late = await confirmed()
    await pass(late.caseId, CASE_CODE_MS)
    expect(await sql.one.cases.countTry(late.pageKey)).to.equal(null)
    expect(await prove(late)).to.equal('void')
  })

  it('[C16] give another code its own five tries, whether it is read out or mailed', async () => {
    const { caseId, accountId, pageKey, supporters } = await confirmed()
    const { id } = await giveAddress(accountId)
    const spendTries = async () => {
      for (let tried = 0; tried < CASE_TRIES; tried += 1)
        expect(await sql.one.cases.countTry(pageKey)).not.to.equal(null)
      expect(await sql.one.cases.countTry(pageKey)).to.equal(null)
    }
    await spendTries()
    for (const mailTo of [null, id]) {
      const again = await sql.other.cases.confirm(supporters[1], caseId, 'another one', mailTo)
      expect(again).to.include({ ok: true })
      await spendTries()
    }
  })

  it('[C17] are used once, however many use them on two nodes, and only for their account', async () => {
    const of = await confirmed()
    expect(await prove({ ...of, accountId: await newOwner() })).to.equal('void')
    const { code_hash: hash } = (await rowOf(of.caseId))!
    const proven = await atOnce([sql.database, sql.otherDatabase], 50, (database) =>
      prove(of, database, hash!),
    )
    const [first, ...more] = proven.filter((one) => one !== 'void')
    expect(more).to.deep.equal([])
    expect(first?.recovery.proofs).to.deep.include({
      ...{ method: 'assisted', from: 'assisted', since: null, caseId: of.caseId },
      ...{ at: first?.now, approval: null },
    })
    expect(await rowOf(of.caseId)).to.include({ state: 'used', code_hash: null })
    expect((await sql.one.cases.ofPage(of.pageKey)).own).to.equal(null)
    const unconfirmed = await opened(await newOwner())
    expect(await prove({ ...unconfirmed, accountId: unconfirmed.accountId! })).to.equal('void')
  })

  it('[C23] are given again to whoever confirmed, who may have lost the answer, and to nobody else', async () => {
    const of = await confirmed()
    const [first, second] = of.supporters
    const before = await rowOf(of.caseId)
    expect(of.done.until).to.be.closeTo((await sql.one.now()) + CASE_CODE_MS, 60_000)
    for (const other of [first, await newSupporter()])
      expect(await sql.one.cases.confirm(other, of.caseId, 'X', null)).to.deep.include({
        ok: false,
        code: 'not_now',
      })
    expect(await rowOf(of.caseId)).to.deep.equal(before)
    await pass(of.caseId, 60_000)
    const again = await sql.other.cases.confirm(second, of.caseId, 'another one', null)
    expect(again).to.deep.include({ ok: true, until: of.done.until - 60_000 })
    const { code_hash: hash } = (await rowOf(of.caseId))!
    expect(hash).to.equal(hashCaseCode('another one', of))
    expect(hash).not.to.equal(before?.code_hash)
    expect(await sql.other.audit.list(of.accountId, 9, ['case-approved'])).to.have.length(1)
    const done = await sql.other.audit.list(second.accountId, 9, ['case-confirmed'])
    expect(done).to.have.length(2)
    expect(await prove(of)).not.to.equal('void')
    expect(await sql.one.cases.confirm(second, of.caseId, 'X', null)).to.deep.include({ code: 'not_found' })
  })

  it('[S226] prove nothing once another one took their place, however it was given, also if they were compared before', async () => {
    const of = await confirmed()
    const [, second] = of.supporters
    const before = await rowOf(of.caseId)
    const { id } = await giveAddress(of.accountId)
    const again = await sql.other.cases.confirm(second, of.caseId, 'in a mail', id)
    expect(again).to.include({ ok: true })
    expect(await prove(of, sql.database, before!.code_hash!)).to.equal('void')
    expect(await rowOf(of.caseId)).to.include({ state: 'confirmed', mailed_to: id })
    const proven = await prove(of)
    expect(proven === 'void' || proven.recovery.proofs[0]?.method).to.equal('mailed-case')
  })

  it('[C24] prove nothing if either supporter lost the role, or their account was recovered, since they vouched', async () => {
    for (const who of [0, 1] as const) {
      const of = await confirmed()
      const { accountId } = of.supporters[who]
      const granted = await sql.one.admins.revoke(accountId, { action: 'admin-revoked', accountId })
      expect(granted).to.equal(true)
      expect(await prove(of)).to.equal('void')
      // Who gets it back is new to it.
      await sql.one.admins.grant(accountId, { action: 'admin-granted', accountId })
      expect(await prove(of)).to.equal('void')
      expect((await rowOf(of.caseId))?.state).to.equal('confirmed')
      await age(accountId, 7 * DAY)
      expect(await prove(of)).not.to.equal('void')
    }
  })

  it('[C22] show their page the recovery that it may have lost the answer of, as long as that can go on', async () => {
    const of = await confirmed()
    expect((await sql.one.cases.ofPage(of.pageKey)).recoveryId).to.equal(null)
    const proven = await prove(of)
    if (proven === 'void') throw new Error('It was void.')
    const { id } = proven.recovery
    expect(await sql.other.cases.ofPage(of.pageKey)).to.deep.equal({ own: null, recoveryId: id })
    expect((await sql.other.cases.ofPage(newPage())).recoveryId).to.equal(null)
    await sql.run(`update recoveries set state = 'ended' where id = '${id}'`)
    expect((await sql.other.cases.ofPage(of.pageKey)).recoveryId).to.equal(null)
  })

  it('[C20] are rejected by any supporter, and their code is void', async () => {
    const of = await confirmed()
    const done = await sql.one.cases.reject(of.supporters[0], of.caseId, 'Somebody else called')
    expect(done).to.deep.equal({ ok: true, accountId: of.accountId })
    expect(await rowOf(of.caseId)).to.include({ state: 'closed', code_hash: null })
    expect(await sql.other.cases.countTry(of.pageKey)).to.equal(null)
    expect(await prove(of)).to.equal('void')
    const again = await sql.one.cases.reject(of.supporters[1], of.caseId, 'Again')
    expect(again).to.deep.include({ ok: false, code: 'not_found' })
    expect((await sql.other.audit.list(of.supporters[0].accountId, 1))[0]).to.deep.include({
      ...{ action: 'case-rejected', detail: `${of.number}: Somebody else called` },
    })
  })
})
