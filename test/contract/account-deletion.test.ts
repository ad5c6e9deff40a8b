import { expect } from 'chai'
import { ACCOUNT_CHANGE_MS, STOPPED_MS } from '../../server/accounts/lifetimes.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne } from './passkeys-of-one.ts'
import { DAY, newPage, slowScene } from './slow-scene.ts'
import { codeOf } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const orThrow = (err: unknown) => {
  throw err
}
type Ids = [CredentialId, CredentialId, CredentialId]
type One = Pick<PasskeysOfOne, 'accountId' | 'doing'>

onBothDatabases('the deletion of an account', (sql: SqlUnderTest) => {
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
    expect(await deletionOf(one)).to.include({ by: other, isLate: false })
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
    expect(await deletionOf(scene)).to.include({ by: first, isLate: true })
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
})
