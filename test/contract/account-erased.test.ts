import { expect } from 'chai'
import { sql as raw } from 'kysely'
import { writeAudit } from '../../server/stores/sql/audit.ts'
import { TABLE_NAMES } from '../../server/stores/sql/tables.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { CHECK, casesScene, DAY } from './cases-scene.ts'
import { codesOfOne } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne } from './passkeys-of-one.ts'
import { newPage } from './slow-scene.ts'
import { entry, newAccountId, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'

const orThrow = (err: unknown) => {
  throw err
}
const KEEP = { auditMs: 9_999_999_999_999 }
type One = Pick<PasskeysOfOne, 'accountId' | 'doing'>

onBothDatabases('what is left of a deleted account', (sql) => {
  const { counting, scene: sceneOf } = addressesOfOne(sql)
  const ask = (one: One, by: CredentialId) => sql.one.accounts.changes.scheduleDeletion(one.doing(by))
  /** Lets its time pass. True if the account is gone then. */
  const due = async ({ accountId }: One) => {
    await sql.run(`update account_deletions set due_at = 1 where account_id = '${accountId}'`)
    const deleted = await sql.other.accounts.changes.carryOut(orThrow)
    return deleted.some((one) => one.accountId === accountId)
  }

  /** Lets the minute pass in which something may still land, and cleans up. */
  const settle = async ({ accountId }: Pick<One, 'accountId'>) => {
    await sql.run(`update account_deletions set due_at = 1 where account_id = '${accountId}' and erased = 1`)
    await sql.one.forget(KEEP)
  }

  /** A case for the account, and one of somebody else in which it vouched. */
  async function giveCases(accountId: string): Promise<void> {
    const row = (id: string, whose: string, by: string | null) => ({
      ...{ id, number: id.slice(0, 9), page_key: id, name: 'x', folded_name: 'x', account_id: whose },
      ...{
        device: '',
        network: '',
        place: null,
        opened_at: 1,
        state: 'checked',
        in_queue: 1,
        expires_at: 9_999_999_999_999,
      },
      ...{ check_text: null, checked_by: by, confirmed_by: by, code_hash: null, tries_left: 1 },
    })
    const rows = [row(randomText(), accountId, null), row(randomText(), randomText(), accountId)]
    await sql.database.db.insertInto('cases').values(rows).execute()
  }

  const entryRow = {
    at: 9_999_999_999_999,
    action: 'signed-in',
    device: 'Chrome on Windows',
    network: '198.51.100.0/24',
  }

  /** Every row of every table, as text. */
  async function everything(): Promise<string> {
    const rows = await Promise.all(
      TABLE_NAMES.map((table) => raw`select * from ${raw.table(table)}`.execute(sql.database.db)),
    )
    return JSON.stringify(rows.map((one) => one.rows))
  }

  it('[A145] leaves nothing behind that says whose it was, ends the sessions, and frees the name', async () => {
    const one = await counting(2)
    const { accountId, first } = one
    const { foldedName, userHandle } = (await sql.one.accounts.findById(accountId))!
    const session = await one.signIn(first)
    await sql.one.operatorLinks.make(accountId)
    await sql.one.admins.grant(accountId, entry('admin-granted', accountId))
    await sql.one.accounts.changes.rename(one.doing(first), { shown: 'Else', folded: `else ${accountId}` })
    await one.recover(first)
    await giveCases(accountId)
    await ask(one, first)
    const other = await codesOfOne(sql, 1)
    await other.make(other.ids[0] as CredentialId, 'secret')
    const rowsOfOther = async () => (await sql.one.readHeld(other.accountId)).held
    const before = await rowsOfOther()
    await sql.run(`update account_deletions set due_at = 1 where account_id = '${accountId}'`)
    const deleted = await sql.other.accounts.changes.carryOut(orThrow)
    expect(deleted).to.deep.equal([{ accountId, endedSessions: [session.id] }])
    await settle(one)
    const left = await everything()
    for (const trace of [accountId, userHandle, foldedName, session.id, ...one.ids]) {
      expect(left).to.not.include(trace)
    }
    expect(await rowsOfOther()).to.deep.equal(before)
    // What happened is still counted.
    expect(left).to.include('account-deleted')
    const account = sampleAccount(foldedName)
    const created = entry('account-created', account.id)
    expect(await sql.one.accounts.create(account, sampleCredential(account.id), created)).to.equal('created')
  })

  it('[A145] [A160] leaves nothing in the audit of supporters and admins of what they wrote about it', async () => {
    const { newSupporter, opened, confirmed, prove } = casesScene(sql)
    const one = await passkeysOfOne(sql, 1)
    const { accountId } = one
    const [by, other] = [await newSupporter(), await newSupporter()]
    const used = await confirmed(accountId)
    const proven = await prove(used)
    if (proven === 'void') throw new Error('It was void.')
    expect(await sql.one.cases.end(by, used.caseId, 'Jane Roe called back', DAY)).to.include({ ok: true })
    const rejected = await opened(accountId)
    expect(await sql.one.cases.vouch(by, rejected.caseId, `Passport of Jane Roe. ${CHECK}`)).to.include({
      ok: true,
    })
    expect(await sql.one.cases.confirm(other, rejected.caseId, 'CODE', null)).to.include({ ok: true })
    expect(await sql.one.cases.reject(by, rejected.caseId, 'Not Jane Roe at all')).to.include({ ok: true })
    const released = entry('lock-released', by.accountId)
    const recoveryId = randomText<RecoveryId>()
    const detail = `lock x of account ${accountId}: Jane Roe asked`
    await sql.one.audit.append({ ...released, recoveryId, aboutId: accountId, detail })
    const { held } = await sql.one.readHeld(by.accountId)
    expect(JSON.stringify(held.audit)).to.not.include('about_id')
    const stays = await opened((await codesOfOne(sql, 1)).accountId)
    await sql.one.cases.vouch(by, stays.caseId, CHECK)

    await sql.run(`update recoveries set created_at = 1 where account_id = '${accountId}'`)
    await ask(one, one.ids[0]!)
    expect(await due(one)).to.equal(true)
    await settle(one)
    const left = await everything()
    for (const trace of [accountId, 'Jane Roe', recoveryId, used.number, rejected.number])
      expect(left, trace).to.not.include(trace)
    // That they did it stays, and so does what they wrote about others.
    const did = await sql.one.audit.list(by.accountId, 20)
    for (const action of ['case-ended', 'case-vouched', 'case-rejected', 'lock-released'])
      expect(did.map((of) => of.action)).to.include(action)
    expect(did[0]).to.include({ action: 'case-vouched', detail: `${stays.number}: ${CHECK}` })
  })

  it('[A161] events that wait are told, and what nobody takes is not kept', async () => {
    const one = await passkeysOfOne(sql, 1)
    const { accountId, ids } = one
    const told = { ...sql.database, receiversOf: () => ['webhook'] as const }
    const [gone, other] = [accountId, newAccountId()]
    for (const whose of [gone, gone, other]) await writeAudit(told, entry('passkey-added', whose))
    await ask(one, ids[0]!)
    expect(await due(one)).to.equal(true)
    const webhook = sql.one.events.outboxFor('webhook')
    const leased = await webhook.lease(9, 60_000)
    const whose = ({ event }: (typeof leased)[number]) => event.data.accountId
    expect(leased.map(whose).sort()).to.deep.equal([gone, gone, other].sort())
    const [taken, refused] = leased.filter((row) => whose(row) === gone)
    await webhook.sent(taken!)
    await webhook.refused(refused!, '500')
    await webhook.refused(leased.find((row) => whose(row) === other)!, '500')
    await sql.one.forget(KEEP)
    expect((await sql.other.events.dead()).newest.map(({ why }) => why)).to.deep.equal(['500'])
    const rows = await sql.database.db.selectFrom('events').select(['account_id', 'state']).execute()
    expect(rows.filter(({ account_id }) => account_id === gone).map(({ state }) => state)).to.deep.equal([
      'sent',
    ])
  })

  it('[A164] mails that wait keep their address until they are sent, refused or given up, and no longer', async () => {
    const one = await counting(1)
    await ask(one, one.first)
    const { address } = (await one.list())[0]!
    const left = async () =>
      (await sql.database.db.selectFrom('mails').select('id').where('recipient', '=', address).execute())
        .length
    expect(await due(one)).to.equal(true)
    await sql.one.forget(KEEP)
    const waiting = (await sql.one.outbox.lease(1_000, 60_000)).filter(({ to }) => to === address)
    const [sent, refused, ...others] = waiting
    expect(others).to.have.length.above(0)
    expect(await left()).to.equal(waiting.length)
    await sql.one.outbox.sent(sent!)
    await sql.other.outbox.refused(refused!, '550')
    await sql.one.forget(KEEP)
    expect(await left()).to.equal(others.length)
    await sql.run(`update mails set give_up_at = 1, due_at = 1 where recipient = '${address}'`)
    await sql.one.outbox.giveUpLate()
    await sql.one.forget(KEEP)
    expect(await everything()).to.not.include(address)
  })

  it('[A157] of one with very much in the audit erases that in batches, and nothing is left in the end', async () => {
    const one = await passkeysOfOne(sql, 1)
    const { accountId, ids } = one
    const signedIn = { ...entryRow, account_id: accountId, credential_id: ids[0]! }
    for (let more = 0; more < 3; more += 1)
      await sql.database.db
        .insertInto('audit')
        .values(Array.from({ length: 250 }, () => signedIn))
        .execute()
    await ask(one, ids[0]!)
    expect(await due(one)).to.equal(true)
    const left = async () => (await sql.other.audit.list(accountId, 5_000)).length
    expect(await left()).to.be.within(500, 510)
    // Another sweep takes that for no deletion whose passkey is gone.
    expect(await due(one)).to.equal(false)
    expect(await one.actions()).not.to.include('account-deletion-cancelled')
    await settle(one)
    for (const trace of [accountId, ids[0]!]) expect(await everything()).to.not.include(trace)
  })

  it('[A162] what lands just after it, of those who found it before, goes a minute later', async () => {
    const { opened } = casesScene(sql)
    const one = await passkeysOfOne(sql, 1)
    const { accountId, ids } = one
    await ask(one, ids[0]!)
    expect(await due(one)).to.equal(true)
    await sql.one.forget(KEEP)
    await opened(accountId)
    const requester = { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null }
    await sql.one.vouches.ask({ pageKey: newPage(), id: randomText(), accountId, requester })
    await sql.one.audit.append(entry('signed-in', accountId))
    await settle(one)
    expect(await everything()).to.not.include(accountId)
  })

  it('[A145] its addresses are told that it is gone, and can be another account’s', async () => {
    const one = await counting(1)
    await ask(one, one.first)
    const address = (await one.list())[0]!.address
    expect(await due(one)).to.equal(true)
    const { rows } = await raw<{ account_id: string | null; content: string; state: string }>`
      select account_id, content, state from mails where recipient = ${address}`.execute(sql.database.db)
    expect(rows.map(({ account_id }) => account_id)).to.deep.equal(rows.map(() => null))
    expect(rows.some(({ content }) => content?.includes('account-deleted'))).to.equal(true)
    const next = await sceneOf(1, 0)
    await next.have(next.ids[0]!, { ...one.one, id: next.accountId, address })
  })
})
