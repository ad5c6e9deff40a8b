import { expect } from 'chai'
import { sql as raw } from 'kysely'
import { ACCOUNT_CHANGE_MS, STOPPED_MS } from '../../server/accounts/lifetimes.ts'
import { TABLE_NAMES } from '../../server/stores/sql/tables.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { codesOfOne } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne } from './passkeys-of-one.ts'
import { DAY, newPage, slowScene } from './slow-scene.ts'
import { codeOf, entry, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const orThrow = (err: unknown) => {
  throw err
}
type Ids = [CredentialId, CredentialId, CredentialId]
type One = Pick<PasskeysOfOne, 'accountId' | 'doing'>

onBothDatabases('the deletion of an account', (sql: SqlUnderTest) => {
  const { counting, scene: sceneOf } = addressesOfOne(sql)
  const ask = (one: One, by: CredentialId) => sql.one.accounts.changes.scheduleDeletion(one.doing(by))
  const keep = async (one: One, by: CredentialId) =>
    codeOf(await sql.one.accounts.changes.keep(one.doing(by)))
  const deletionOf = async ({ accountId }: One) => (await sql.other.accounts.changes.of(accountId)).deletion
  /** Lets its time pass. True if the account is gone then. */
  const due = async ({ accountId }: One) => {
    await sql.run(`update account_deletions set due_at = 1 where account_id = '${accountId}'`)
    const deleted = await sql.other.accounts.changes.carryOut(orThrow)
    return deleted.some((one) => one.accountId === accountId)
  }

  it('[A141] waits for seven days, whoever asks again, and until then nothing changes', async () => {
    const one = await passkeysOfOne(sql, 2)
    const [oldest, other] = one.ids as Ids
    const before = Date.now()
    const asked = await ask(one, other)
    expect(await deletionOf(one)).to.include({ by: other })
    expect((await deletionOf(one))!.dueAt - before).to.be.within(
      ACCOUNT_CHANGE_MS - 1_000,
      ACCOUNT_CHANGE_MS + 5_000,
    )
    expect(await ask(one, oldest)).to.deep.equal(asked)
    // The older of the two answers for it.
    expect(await deletionOf(one)).to.include({ by: oldest })
    expect(await sql.other.accounts.changes.carryOut(orThrow)).to.deep.equal([])
    expect(await one.statuses(oldest, other)).to.deep.equal(['active', 'active'])
    expect(await sql.other.accounts.findById(one.accountId)).to.not.equal(null)
    expect(await due(one)).to.equal(true)
  })

  it('[A141] a passkey that was stopped, or is on probation, asks for none', async () => {
    const one = await passkeysOfOne(sql, 2)
    const [oldest, other] = one.ids as Ids
    await one.stolen(oldest, other)
    expect(codeOf(await ask(one, other))).to.equal('step_up_refused')
    await ask(one, oldest)
    expect(await keep(one, other)).to.equal('step_up_refused')
    await sql.run(`update credentials set probation_until = 9999999999999 where id = '${oldest}'`)
    expect(codeOf(await ask(one, oldest))).to.equal('step_up_refused')
  })

  it('[A142] is cancelled by the passkey that asked, or by an older one', async () => {
    const one = await passkeysOfOne(sql, 3)
    const [oldest, middle, youngest] = one.ids as Ids
    expect(await keep(one, oldest)).to.equal('not_found')
    await ask(one, middle)
    expect(await keep(one, youngest)).to.equal('too_new')
    expect(await keep(one, oldest)).to.equal(null)
    expect(await deletionOf(one)).to.equal(null)
    await ask(one, middle)
    expect(await keep(one, middle)).to.equal(null)
    expect((await one.actions()).slice(0, 2)).to.deep.equal([
      'account-deletion-cancelled',
      'account-deletion-scheduled',
    ])
  })

  it('[A142] is cancelled by what came by two proofs, however old the passkey that asked', async () => {
    const one = await passkeysOfOne(sql, 2)
    const [oldest, newer] = one.ids as Ids
    await ask(one, oldest)
    const arrival = await one.add(oldest)
    await sql.run(`update recoveries set outweighs = 1 where id = '${arrival.arrival}'`)
    expect(await keep(one, newer)).to.equal('too_new')
    expect(await keep(one, arrival.id)).to.equal(null)
  })

  it('[A143] dies with the passkey that asked: at once if it is stopped', async () => {
    const reported = await passkeysOfOne(sql, 2)
    await ask(reported, reported.ids[1]!)
    await reported.stolen(reported.ids[0]!, reported.ids[1]!)
    expect(await deletionOf(reported)).to.equal(null)
    const stopped = await passkeysOfOne(sql, 3)
    await ask(stopped, stopped.ids[1]!)
    // A younger one stops nothing of an older one.
    await sql.one.acts.stop(stopped.doing(stopped.ids[2]!))
    expect(await deletionOf(stopped)).to.include({ by: stopped.ids[1] })
    const done = await sql.one.acts.stop(stopped.doing(stopped.ids[0]!))
    expect(done).to.include({ ok: true, scheduled: 1 })
    expect(await deletionOf(stopped)).to.equal(null)
    expect(await stopped.actions()).to.include('account-deletion-cancelled')
  })

  it('[A143] is judged again when it is due: the passkey has to be there, and its arrival past an undo', async () => {
    const removed = await passkeysOfOne(sql, 2)
    await ask(removed, removed.ids[1]!)
    await removed.remove(removed.ids[0]!, removed.ids[1]!)
    expect(await due(removed)).to.equal(false)
    expect(await deletionOf(removed)).to.equal(null)
    const young = await passkeysOfOne(sql, 1)
    const added = await young.add(young.ids[0]!)
    await ask(young, added.id)
    expect(await due(young)).to.equal(false)
    await ask(young, added.id)
    await young.lapse(added.id)
    expect(await due(young)).to.equal(true)
  })

  it('[A144] [A149] waits while somebody gets back in without a passkey, or has lately', async () => {
    const scene = await slowScene(sql)
    const [first] = scene.ids as Ids
    await ask(scene, first)
    const proven = await scene.prove(newPage())
    expect(await due(scene)).to.equal(false)
    const done = (undoUntil: number) =>
      sql.run(
        `update recoveries set state = 'done', done_at = 1, undo_until = ${undoUntil} where id = '${proven.recovery.id}'`,
      )
    const now = await sql.one.now()
    for (const until of [now + DAY, now - ACCOUNT_CHANGE_MS + DAY]) {
      await done(until)
      expect(await due(scene), String(until - now)).to.equal(false)
    }
    expect(await deletionOf(scene)).to.include({ by: first })
    await done(now - ACCOUNT_CHANGE_MS - 1)
    expect(await due(scene)).to.equal(true)
  })

  it('[A150] waits for 28 days after the beginning of a recovery that somebody ended or undid', async () => {
    for (const state of ['denied', 'undone', 'support-ended', 'operator-ended']) {
      const scene = await slowScene(sql)
      const [first] = scene.ids as Ids
      const { recovery } = await scene.prove(newPage())
      if (state === 'denied') await scene.slow.stop(scene.doing(first), recovery.id, 'hold')
      else if (state === 'undone')
        await sql.run(`update recoveries set state = 'undone' where id = '${recovery.id}'`)
      else
        await sql.run(`update recoveries set state = 'ended', cause = '${state}' where id = '${recovery.id}'`)
      await ask(scene, first)
      await scene.pass(recovery.id, STOPPED_MS - DAY)
      expect(await due(scene), state).to.equal(false)
      await scene.pass(recovery.id, DAY)
      expect(await due(scene), state).to.equal(true)
    }
  })

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
