import { expect } from 'chai'
import { CASE_MS, MOST_QUEUED_CASES } from '../../server/methods/assisted/case-lifetimes.ts'
import { CHECK, casesScene, DAY } from './cases-scene.ts'
import { mailedNotices, told } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { atOnce, randomText } from './sql-samples.ts'

onBothDatabases('cases', (sql) => {
  const { newOwner, newSupporter, opened, confirmed, pass, rowOf, prove } = casesScene(sql)
  const actions = async (accountId: Parameters<typeof sql.other.audit.list>[0]) =>
    (await sql.other.audit.list(accountId, 20)).map(({ action }) => action)

  it('[C2] are the same for a name that nobody has: what the page gets, and the row', async () => {
    const known = await opened(await newOwner())
    const unknown = await opened(null)
    expect(Object.keys(unknown.own)).to.deep.equal(Object.keys(known.own))
    for (const { own, name, pageKey } of [known, unknown]) {
      expect(own.name).to.equal(name.toUpperCase())
      expect(own.until - own.openedAt).to.be.within(CASE_MS, CASE_MS + 50)
      expect(own.now).to.equal(own.openedAt)
      expect((await sql.other.cases.ofPage(pageKey)).own).to.deep.include({ number: own.number })
      expect(await sql.other.cases.countTry(pageKey)).to.equal(null)
    }
    const rows = [await rowOf(known.caseId), await rowOf(unknown.caseId)]
    const shape = (row: object | undefined) =>
      Object.entries(row ?? {}).flatMap(([key, value]) =>
        value === null && key !== 'account_id' ? [key] : [],
      )
    expect(shape(rows[1])).to.deep.equal(shape(rows[0]))
    expect(rows.map((row) => row?.account_id)).to.deep.equal([known.accountId, null])
    expect(await actions(known.accountId!)).to.include('case-opened')
  })

  it('[C3] belong to one page: asked again it gets the same one, and another one for another name', async () => {
    const first = await opened(await newOwner())
    const again = await opened(first.accountId, { name: first.name, pageKey: first.pageKey })
    expect(again.number).to.equal(first.number)
    expect((await actions(first.accountId!)).filter((one) => one === 'case-opened')).to.have.length(1)
    expect(await sql.one.cases.ofPage(newPage())).to.deep.equal({ own: null, recoveryId: null })
    const other = await opened(null, { pageKey: first.pageKey })
    expect(other.number).not.to.equal(first.number)
    expect((await rowOf(first.caseId))?.state).to.equal('closed')
    expect((await sql.other.cases.ofPage(first.pageKey)).own?.number).to.equal(other.number)
  })

  it('[C3] of one page are one, however many it asks for at once', async () => {
    const owner = await newOwner()
    const pageKey = newPage()
    const name = randomText(8).toLowerCase()
    const all = await atOnce([sql.one, sql.other], 10, ({ cases }, turn) =>
      cases.open({
        ...{ pageKey, accountId: owner, requester: { device: 'x', network: 'y', place: null } },
        name: turn % 3 ? { shown: name, folded: name } : { shown: 'Z', folded: randomText(8) },
      }),
    )
    expect(all).to.have.length(10)
    const live = await sql.database.db
      .selectFrom('cases')
      .select('id')
      .where('page_key', '=', pageKey)
      .where('state', '=', 'open')
      .execute()
    expect(live).to.have.length(1)
  })

  it('[C4] of a name leave the queue where most of them come from, and are found by their number', async () => {
    const accountId = await newOwner()
    const name = randomText(8).toLowerCase()
    const own = await opened(accountId, { name, network: '192.0.2.0/24' })
    const stranger = () => opened(accountId, { name, network: '198.51.100.0/24' })
    const queue = async () => {
      const all = await sql.other.cases.list({ number: null, most: 1_000 })
      return all.flatMap((one) => (one.name === name.toUpperCase() ? [one.number] : []))
    }
    const first = await stranger()
    for (let more = 2; more < MOST_QUEUED_CASES; more += 1) await stranger()
    expect(await queue()).to.include(first.number)
    for (let more = 0; more < 10; more += 1) await stranger()
    expect(await queue()).to.have.length(MOST_QUEUED_CASES)
    expect(await queue()).to.include(own.number)
    expect(await queue()).not.to.include(first.number)
    // Strangers in as many networks take it out, and close nothing.
    for (let network = 0; network < 8; network += 1)
      await opened(accountId, { name, network: `10.0.${network}.0/24` })
    expect(await queue()).not.to.include(own.number)
    expect((await sql.other.cases.ofPage(own.pageKey)).own?.number).to.equal(own.number)
    const [found] = await sql.other.cases.list({ number: own.number, most: 1 })
    expect(found).to.include({ caseId: own.caseId, state: 'open' })
    // Whoever is the second one sees it, and nobody takes it out again.
    await sql.one.cases.vouch(await newSupporter(), own.caseId, CHECK)
    for (let network = 0; network < 8; network += 1)
      await opened(accountId, { name, network: `10.1.${network}.0/24` })
    expect(await queue()).to.include(own.number)
    expect(await queue()).to.have.length(MOST_QUEUED_CASES + 1)
  })

  it('[C4] of a name that many pages open at once, on two nodes, are in the queue five times', async () => {
    const accountId = await newOwner()
    const folded = randomText(8).toLowerCase()
    const all = await atOnce([sql.one, sql.other], 20, ({ cases }, turn) =>
      cases.open({
        ...{ pageKey: newPage(), accountId, name: { shown: folded, folded } },
        requester: { device: 'x', network: `10.2.${turn}.0/24`, place: null },
      }),
    )
    expect(new Set(all.map(({ number }) => number))).to.have.length(20)
    const listed = await sql.one.cases.list({ number: null, most: 1_000 })
    expect(listed.filter(({ name }) => name === folded)).to.have.length(MOST_QUEUED_CASES)
    for (const { number } of all) expect(await sql.other.cases.list({ number, most: 1 })).to.have.length(1)
  })

  it('[C13] can be helped with for a week, by the database’s clock', async () => {
    const supporter = await newSupporter()
    const { caseId, number, pageKey } = await opened(await newOwner())
    await pass(caseId, CASE_MS)
    expect(await sql.other.cases.list({ number, most: 1 })).to.deep.equal([])
    expect((await sql.other.cases.ofPage(pageKey)).own).to.equal(null)
    for (const refused of [
      await sql.one.cases.vouch(supporter, caseId, CHECK),
      await sql.one.cases.reject(supporter, caseId, 'Too late'),
    ])
      expect(refused).to.deep.include({ ok: false, code: 'not_found' })
    // A page whose case is over opens the next one.
    const { own } = await opened(null, { pageKey })
    expect((await sql.one.cases.ofPage(pageKey)).own?.number).to.equal(own.number)
  })

  it('[C6][C15] take one word of each supporter, however many they give at once', async () => {
    const { caseId } = await opened(await newOwner())
    const [one, two] = [await newSupporter(), await newSupporter()]
    const firsts = await atOnce([sql.one, sql.other], 20, ({ cases }, turn) =>
      turn % 4 < 2 ? cases.vouch(one, caseId, CHECK) : cases.confirm(one, caseId, 'X', null),
    )
    expect(firsts.filter(({ ok }) => ok)).to.have.length(1)
    expect(await rowOf(caseId)).to.include({ state: 'checked', checked_by: one.accountId })
    const refused = await sql.one.cases.confirm(one, caseId, 'X', null)
    expect(refused).to.deep.include({ ok: false, code: 'case_same_supporter' })
    const seconds = [two, ...(await Promise.all(Array.from({ length: 9 }, () => newSupporter())))]
    const confirmed = await atOnce([sql.one, sql.other], seconds.length, ({ cases }, turn) =>
      cases.confirm(seconds[turn]!, caseId, `code ${turn}`, null),
    )
    expect(confirmed.filter(({ ok }) => ok)).to.have.length(1)
    const did = await Promise.all(seconds.map(({ accountId }) => actions(accountId)))
    expect(did.flat().filter((done) => done === 'case-confirmed')).to.have.length(1)
  })

  it('[C7][C8][C9][C10] judge supporters in the transaction that writes', async () => {
    const owner = await newOwner()
    const code = async (
      by: Awaited<ReturnType<typeof newSupporter>>,
      accountId = owner as typeof owner | null,
    ) => {
      const done = await sql.one.cases.vouch(by, (await opened(accountId)).caseId, CHECK)
      return done.ok ? 'done' : done.code
    }
    const supporter = await newSupporter()
    expect(await code(supporter)).to.equal('done')
    expect(await code(supporter, null)).to.equal('case_nobody')
    expect(await code(supporter, supporter.accountId)).to.equal('case_own_account')
    expect(await code(await newSupporter(7 * DAY - 60_000))).to.equal('case_supporter_new')
    const admin = (await newSupporter()).accountId
    expect(await code(supporter, admin)).to.equal('done')
    await sql.one.admins.revoke(supporter.accountId, {
      action: 'admin-revoked',
      accountId: supporter.accountId,
    })
    expect(await code(supporter)).to.equal('not_admin')
    expect(await code(supporter, admin)).to.equal('case_more_power')
  })

  it('[C10][C11] count no supporter whose account was recovered lately, or whose first passkey is new', async () => {
    const { caseId } = await opened(await newOwner())
    const [one, two] = [await newSupporter(), await newSupporter()]
    await sql.run(
      `update credentials set created_at = created_at + ${7 * DAY} where account_id = '${one.accountId}'`,
    )
    expect(await sql.one.cases.vouch(one, caseId, CHECK)).to.deep.include({ code: 'case_supporter_new' })
    await sql.run(
      `update credentials set created_at = created_at - ${7 * DAY} where account_id = '${one.accountId}'`,
    )
    expect(await sql.one.cases.vouch(one, caseId, CHECK)).to.deep.equal({ ok: true })
    // A recovery of the first one's account, which is done now.
    const recovered = await confirmed(one.accountId)
    const proven = await prove(recovered)
    if (proven === 'void') throw new Error('It was void.')
    const doneAt = await sql.one.now()
    await sql.run(
      `update recoveries set state = 'done', done_at = ${doneAt} where id = '${proven.recovery.id}'`,
    )
    expect(await sql.one.cases.confirm(two, caseId, 'X', null)).to.deep.include({ code: 'case_first_void' })
    await sql.run(`update recoveries set method = 'added' where id = '${proven.recovery.id}'`)
    expect(await sql.one.cases.confirm(two, caseId, 'X', null)).to.deep.include({ ok: true })
  })

  it('[C19] are written down for supporters and owner, who gets a mail when two have vouched', async () => {
    const { giveAddress, mailedTo } = mailedNotices(sql)
    const owner = await newOwner()
    const address = await giveAddress(owner)
    const { supporters, number } = await confirmed(owner)
    const [first] = await sql.other.audit.list(supporters[0].accountId, 1)
    expect(first).to.deep.include({ action: 'case-vouched', detail: `${number}: ${CHECK}` })
    expect((await actions(supporters[1].accountId))[0]).to.equal('case-confirmed')
    expect((await actions(owner)).slice(0, 2)).to.deep.equal(['case-approved', 'case-opened'])
    expect((await sql.other.audit.list(owner, 5)).some(({ detail }) => detail?.includes(CHECK))).to.equal(
      false,
    )
    expect((await mailedTo(address)).map(told)).to.deep.equal(['case-approved'])
  })

  it('are forgotten when nothing that came of them can be undone', async () => {
    const { caseId } = await opened(await newOwner())
    const forget = () => sql.one.forget({ auditMs: 30 * DAY })
    await pass(caseId, CASE_MS + 21 * DAY)
    await forget()
    expect(await rowOf(caseId)).not.to.equal(undefined)
    await pass(caseId, 2 * DAY)
    await forget()
    expect(await rowOf(caseId)).to.equal(undefined)
  })
})
