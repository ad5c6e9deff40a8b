import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { DAY, HOUR, slowScene } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'

onBothDatabases('a tie that is lifted', (sql) => {
  /** Two passkeys from long before, which a recovery by two proofs calls stolen, and its new passkey, past its probation. */
  async function called() {
    const scene = await slowScene(sql, 2)
    const { accountId, doing } = scene
    await sql.run(
      `update credentials set created_at = created_at - ${2 * WEEK} where account_id = '${accountId}'`,
    )
    const [oldest, second] = scene.ids as [CredentialId, CredentialId]
    const proven = await scene.proveEnough('two')
    const id = randomText<CredentialId>(32)
    const retires = scene.ids.map((credentialId) => ({ credentialId, mode: 'stolen' as const }))
    expect(await scene.register(proven, id, sql.one, retires)).to.equal('registered')
    expect(await scene.proveNew(id)).not.to.equal(null)
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    const arrival = proven.recovery.id
    const pass = async (ms: number) => {
      await sql.run(`update scheduled_changes set due_at = due_at - ${ms} where account_id = '${accountId}'`)
      await sql.run(`update recoveries set undo_until = undo_until - ${ms} where account_id = '${accountId}'`)
    }
    return {
      ...{ ...scene, oldest, second, id, arrival, pass },
      callsOut: async () => (await Promise.all(scene.ids.map(scene.find))).map(({ calledOut }) => calledOut),
      async tie() {
        await sql.one.recoveries.freeze(doing(oldest), arrival)
        expect(await sql.one.recoveries.freeze(doing(second), arrival)).not.to.equal(null)
      },
      lift: () => sql.other.recoveries.lift(doing(second), arrival),
    }
  }

  it('[R82] calls out again what it called out, until the new passkey can’t be undone, and then retires it', async () => {
    const scene = await called()
    const { accountId, oldest, second, id, arrival, pass } = scene
    await scene.tie()
    expect(await scene.callsOut()).to.deep.equal([false, false])
    await pass(WEEK + DAY)
    expect(await scene.lift()).to.equal(true)
    expect(await scene.callsOut()).to.deep.equal([true, true])
    const { undoUntil } = (await sql.other.recoveries.find(arrival))!
    const due = (await sql.other.acts.scheduled(accountId)).map(({ dueAt }) => dueAt)
    expect(due).to.deep.equal([undoUntil, undoUntil])
    expect(undoUntil).to.be.closeTo(Date.now() + DAY, 60_000)
    expect(codeOf(await scene.remove(oldest, id))).to.equal('step_up_refused')
    await pass(DAY - HOUR)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(id, oldest, second)).to.deep.equal(['active', 'active', 'active'])
    await pass(2 * HOUR)
    expect(codeOf(await scene.remove(oldest, id))).to.equal('step_up_refused')
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(id, oldest, second)).to.deep.equal(['active', 'suspended', 'suspended'])
  })

  it('[R82] also one that another one set aside meanwhile: it takes nothing back by stopping changes', async () => {
    const scene = await called()
    const { oldest, second } = scene
    await scene.tie()
    expect(codeOf(await scene.remove(second, oldest))).to.equal(null)
    expect(await scene.lift()).to.equal(true)
    expect(codeOf(await sql.one.acts.stop(scene.doing(oldest)))).to.equal('outweighed')
    expect(await scene.statuses(oldest, second)).to.deep.equal(['suspended', 'active'])
  })

  it('[R82] [R79] also one whose removal the new passkey scheduled later', async () => {
    const scene = await called()
    const { accountId, id } = scene
    const [, change] = await sql.one.acts.scheduled(accountId)
    expect(codeOf(await sql.one.acts.cancel(scene.doing(id), change!.id))).to.equal(null)
    const again = change!.credentialId
    expect(await scene.remove(id, again)).to.include({ ok: true, leavesAt: null })
    await scene.tie()
    expect(await scene.callsOut()).to.deep.equal([false, false])
    expect(await scene.lift()).to.equal(true)
    expect(await scene.callsOut()).to.deep.equal([true, true])
  })

  it('[R82] but none of which the new passkey took that back before', async () => {
    const scene = await called()
    const { accountId, second, id } = scene
    const changes = await sql.one.acts.scheduled(accountId)
    const change = changes.find(({ credentialId }) => credentialId === second)!
    expect(codeOf(await sql.one.acts.cancel(scene.doing(id), change.id))).to.equal(null)
    await scene.tie()
    expect(await scene.lift()).to.equal(true)
    expect(await scene.callsOut()).to.deep.equal([true, false])
  })

  it('[R82] stops what these brought in meanwhile, and what came of that, however long the tie was', async () => {
    const scene = await called()
    const { oldest, id, pass } = scene
    await scene.tie()
    const added = await scene.add(oldest)
    const further = await scene.add(added.id)
    await pass(WEEK + DAY)
    expect(await scene.lift()).to.equal(true)
    expect(codeOf(await scene.remove(further.id, id))).to.equal('outweighed')
    await pass(DAY + HOUR)
    await sql.one.acts.carryOut(WEEK)
    expect(await scene.statuses(oldest, added.id, further.id, id)).to.deep.equal([
      'suspended',
      'frozen',
      'frozen',
      'active',
    ])
  })

  it('[R82] and only of a tie: nothing is called anew when a pause is lifted', async () => {
    const scene = await called()
    const { accountId, doing, arrival } = scene
    await sql.run(`delete from scheduled_changes where account_id = '${accountId}'`)
    await sql.one.recoveries.freeze(doing(scene.second), arrival)
    expect(await scene.lift()).to.equal(true)
    expect(await scene.scheduled()).to.deep.equal([])
  })
})
