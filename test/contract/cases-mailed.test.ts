import { expect } from 'chai'
import { CASE_CODE_MS } from '../../server/methods/assisted/case-lifetimes.ts'
import type { AccountId, PageKey } from '../../shared/ids.ts'
import { CHECK, casesScene, DAY, FROM } from './cases-scene.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { slowScene } from './slow-scene.ts'
import { atOnce, codeOf, randomText } from './sql-samples.ts'

onBothDatabases('the code of a case by mail', (sql) => {
  const { newOwner, newSupporter, opened, confirmed, rowOf, prove, pass } = casesScene(sql)
  const { giveAddress, mailedTo } = mailedNotices(sql)

  /** A case whose code was mailed to an address of its account. */
  async function mailed(accountId?: AccountId) {
    const owner = accountId ?? (await newOwner())
    const address = await giveAddress(owner)
    return { ...(await confirmed(owner, address.id)), address }
  }
  /** A case that the first supporter checked, and the second one. */
  async function checked() {
    const accountId = await newOwner()
    const of = await opened(accountId)
    await sql.one.cases.vouch(await newSupporter(), of.caseId, CHECK)
    return { ...of, accountId, second: await newSupporter() }
  }
  const found = async (number: string) => (await sql.other.cases.list({ number, most: 1 }))[0]
  const caseMails = async (to: { readonly address: string }) =>
    (await mailedTo(to)).flatMap((mail) => (mail.what === 'case-code' ? [mail] : []))
  const proofsOf = async (of: Parameters<typeof prove>[0]) => {
    const proven = await prove(of)
    return proven === 'void' ? 'void' : proven.recovery.proofs
  }
  const switchOff = (accountId: AccountId, method: string) =>
    sql.run(
      `insert into method_switches (account_id, method, is_on, on_since) values ('${accountId}', '${method}', 0, null)`,
    )
  const switchOn = (accountId: AccountId, method: string, since: number) =>
    sql.run(
      `update method_switches set is_on = 1, on_since = ${since} where account_id = '${accountId}' and method = '${method}'`,
    )

  it('[C40] stands in the mail alone, with the case and who opened it, as long as the code works', async () => {
    const { address, code, caseId, number, done, accountId } = await mailed()
    const [mail, ...more] = await caseMails(address)
    expect(more).to.deep.equal([])
    expect(mail).to.deep.include({ what: 'case-code', until: done.until, from: FROM })
    expect(mail?.code.replaceAll(' ', '')).to.equal(code)
    expect(mail?.number.replaceAll(' ', '')).to.equal(number)
    expect(await rowOf(caseId)).to.include({ state: 'confirmed', mailed_to: address.id })
    expect(JSON.stringify(await rowOf(caseId))).not.to.include(code)
    const row = await sql.database.db
      .selectFrom('mails')
      .selectAll()
      .where('recipient', '=', address.address)
      .where('content', 'like', '%case-code%')
      .executeTakeFirstOrThrow()
    expect(row).to.include({ account_id: accountId, state: 'waiting' })
    expect(row.give_up_at - row.created_at).to.be.closeTo(CASE_CODE_MS, 50)
  })

  it('[C39] is in the audit of the supporter and in the news of the owner, masked and without the code', async () => {
    const { address, code, number, accountId, supporters } = await mailed()
    const masked = `${address.address[0]}…@example.com`
    const own = await sql.other.audit.list(accountId, 9)
    const theirs = await sql.other.audit.list(supporters[1].accountId, 9)
    expect(own.find(({ action }) => action === 'case-code-mailed')?.detail).to.equal(masked)
    expect(theirs[0]).to.deep.include({ action: 'case-confirmed', detail: `${number}: mailed to ${masked}` })
    for (const hidden of [code, address.address]) expect(JSON.stringify([own, theirs])).not.to.include(hidden)
    const read = await confirmed(accountId)
    const [entry] = await sql.other.audit.list(read.supporters[1].accountId, 1)
    expect(entry?.detail).to.equal(`${read.number}: read out`)
  })

  it('[C36] says where it can go, masked, only once somebody has vouched', async () => {
    const accountId = await newOwner()
    const first = await giveAddress(accountId)
    const second = await giveAddress(accountId)
    await giveAddress(accountId, 'waiting')
    const { caseId, number } = await opened(accountId)
    expect((await found(number))?.addresses).to.deep.equal([])
    await sql.one.cases.vouch(await newSupporter(), caseId, CHECK)
    const shown = (await found(number))?.addresses ?? []
    expect(shown).to.have.deep.members(
      [first, second].map(({ id, address }) => ({ addressId: id, masked: `${address[0]}…@example.com` })),
    )
    expect(JSON.stringify(await found(number))).not.to.include(first.address)
    const listed = await sql.one.cases.list({ number: null, most: 1_000 })
    expect(listed.find((one) => one.caseId === caseId)?.addresses).to.deep.equal(shown)
    await switchOff(accountId, 'email')
    expect((await found(number))?.addresses).to.deep.equal([])
  })

  it('[C37] goes only to an address of the account that counts, while it has e-mail as a way back', async () => {
    const { caseId, number, accountId, second } = await checked()
    const waiting = await giveAddress(accountId, 'waiting')
    const foreign = await giveAddress(await newOwner())
    const leaving = await giveAddress(accountId)
    await sql.run(`update addresses set leaves_at = 1 where id = '${leaving.id}'`)
    const give = async (to: string) => codeOf(await sql.one.cases.confirm(second, caseId, 'X', to))
    for (const to of [waiting.id, foreign.id, leaving.id, randomText()])
      expect(await give(to)).to.equal('case_no_such_way')
    const good = await giveAddress(accountId)
    await switchOff(accountId, 'email')
    expect(await give(good.id)).to.equal('case_no_such_way')
    expect((await found(number))?.state).to.equal('checked')
    for (const to of [waiting, foreign, leaving, good]) expect(await caseMails(to)).to.deep.equal([])
    await switchOn(accountId, 'email', 1)
    expect(await give(good.id)).to.equal(null)
    expect((await found(number))?.isMailed).to.equal(true)
  })

  it('[C38] [R66] [E29] is a proof of its address, as old as that counts, and of no method beside e-mail', async () => {
    const scene = await slowScene(sql)
    const of = await mailed(scene.accountId)
    await sql.run(`update addresses set counts_since = 77 where id = '${of.address.id}'`)
    const proven = await prove(of)
    if (proven === 'void') throw new Error('It was void.')
    const { recovery } = proven
    expect(recovery.proofs).to.deep.equal([
      {
        ...{ method: 'mailed-case', from: 'email', since: 77, caseId: of.caseId },
        ...{ addressId: of.address.id, at: proven.now, approval: null },
      },
    ])
    expect(recovery.method).to.equal('email')
    expect(await rowOf(of.caseId)).to.include({ state: 'used', code_hash: null })
    const [entry] = await sql.other.audit.list(scene.accountId, 1, ['recovery-proof-added'])
    expect(entry?.detail).to.equal('email')
    // Its address gets no link that pauses, and another one does.
    const other = await giveAddress(scene.accountId)
    const again = await scene.prove(of.pageKey, 'backup-code')
    const begun = async (to: { readonly address: string }) =>
      (await mailedTo(to)).findLast(({ what }) => what === 'recovery-begun')
    expect(again.recovery.id).to.equal(recovery.id)
    expect(await begun(of.address)).to.deep.include({ method: 'backup-code', pause: null })
    expect(await begun(other))
      .to.have.property('pause')
      .that.is.a('string')
  })

  it('[C38] is no older than e-mail and cases have been on again, whichever came last', async () => {
    for (const [email, assisted] of [
      [300, 200],
      [200, 300],
      [50, 60],
    ] as const) {
      const of = await mailed()
      for (const [method, since] of [
        ['email', email],
        ['assisted', assisted],
      ] as const) {
        await switchOff(of.accountId, method)
        await switchOn(of.accountId, method, since)
      }
      await sql.run(`update addresses set counts_since = 77 where id = '${of.address.id}'`)
      const [proof] = (await proofsOf(of)) as readonly { readonly since: number | null }[]
      expect(proof?.since).to.equal(Math.max(77, email, assisted))
    }
  })

  it('[C37] proves nothing once its address has gone, or either switch is off', async () => {
    const gone = await mailed()
    await sql.run(`update addresses set leaves_at = 1 where id = '${gone.address.id}'`)
    expect(await prove(gone)).to.equal('void')
    const removed = await mailed()
    await sql.run(`delete from addresses where id = '${removed.address.id}'`)
    // The other address of the account doesn't stand in for it.
    await giveAddress(removed.accountId)
    expect(await prove(removed)).to.equal('void')
    for (const method of ['email', 'assisted']) {
      const off = await mailed()
      await switchOff(off.accountId, method)
      expect(await prove(off)).to.equal('void')
      expect((await rowOf(off.caseId))?.state).to.equal('confirmed')
      await switchOn(off.accountId, method, 1)
      expect(await prove(off)).not.to.equal('void')
    }
    // One that was read out rests on no address.
    const read = await confirmed()
    await switchOff(read.accountId, 'email')
    expect(await prove(read)).not.to.equal('void')
  })

  it('[C39] [C23] can be given again in the other way, and then counts as that', async () => {
    const of = await mailed()
    const { address, supporters, caseId, accountId, pageKey } = of
    await pass(caseId, 60_000)
    const read = await sql.one.cases.confirm(supporters[1], caseId, 'read out', null)
    expect(read).to.deep.include({ ok: true, until: of.done.until - 60_000 })
    expect(await sql.one.cases.countTry(pageKey)).to.include({ isMailed: false })
    expect(await caseMails(address)).to.have.length(1)
    const mailedAgain = await sql.other.cases.confirm(supporters[1], caseId, 'mailed', address.id)
    expect(codeOf(mailedAgain)).to.equal(null)
    expect(await sql.one.cases.countTry(pageKey)).to.include({ isMailed: true })
    expect((await caseMails(address)).map(({ code }) => code)).to.have.length(2)
    expect(await sql.other.audit.list(accountId, 9, ['case-approved'])).to.have.length(1)
    expect(await sql.other.audit.list(accountId, 9, ['case-code-mailed'])).to.have.length(2)
    const details = (await sql.other.audit.list(supporters[1].accountId, 9, ['case-confirmed'])).map(
      ({ detail }) => detail?.split(': ')[1]?.split(' ')[0],
    )
    expect(details).to.deep.equal(['mailed', 'read', 'mailed'])
    expect(await proofsOf(of)).to.have.nested.property('0.method', 'mailed-case')
  })

  it('[R66] is one proof with a code by e-mail, of either page, and moves its recovery to the newest page', async () => {
    const scene = await slowScene(sql)
    const of = await mailed(scene.accountId)
    const proven = await prove(of)
    if (proven === 'void') throw new Error('It was void.')
    // A code by e-mail on the same page.
    const byMail = async (pageKey: PageKey) => {
      const evidence = await scene.newEvidence({ method: 'email', addressId: of.address.id })
      const given = await scene.proveWith(pageKey, 'email', evidence)
      if (given === 'void') throw new Error('It was void.')
      return given
    }
    const both = await byMail(of.pageKey)
    expect(both.recovery.id).to.equal(proven.recovery.id)
    expect(await scene.standing(both)).to.equal('on-hold')
    // The same mailbox on another page has the recovery from then on.
    const elsewhere = await byMail(randomText<PageKey>(65))
    expect(await sql.other.recoveries.find(proven.recovery.id)).to.include({ cause: 'moved' })
    expect(await scene.standing(elsewhere)).to.equal('on-hold')
  })

  it('[C17] [C26] is used once by 50 at the same time, and a supporter takes back what came of it', async () => {
    const of = await mailed()
    const { code_hash: hash } = (await rowOf(of.caseId))!
    const proven = await atOnce([sql.database, sql.otherDatabase], 50, (database) =>
      prove(of, database, hash!),
    )
    const [one, ...more] = proven.flatMap((each) => (each === 'void' ? [] : [each]))
    expect(more).to.deep.equal([])
    expect((await found(of.number))?.state).to.equal('used')
    const ended = await sql.one.cases.end(await newSupporter(), of.caseId, 'It was not them', 7 * DAY)
    expect(codeOf(ended)).to.equal(null)
    expect(await sql.other.recoveries.find(one!.recovery.id)).to.include({ cause: 'support-ended' })
  })
})
