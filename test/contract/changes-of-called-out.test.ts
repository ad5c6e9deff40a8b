import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { type Change, changesThatWait } from './changes-that-wait.ts'
import { codesOfOne, hashesOf, TWO_DAYS } from './codes-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { slowScene } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'

onBothDatabases('a change that waits, and whose passkey two proofs called out', (sql) => {
  async function codes(): Promise<Change> {
    const { make, cancel, readiness, ...all } = await codesOfOne(sql, 3, TWO_DAYS)
    const takeBack = async (by: CredentialId) => cancel(by, (await readiness()).next?.id ?? '')
    return { all, ask: make, takeBack, asker: async () => (await readiness()).next?.madeBy }
  }

  for (const [kind, make] of Object.entries({ ...changesThatWait(sql), 'new backup codes': codes }))
    it(`[A169] is taken back by any other one, once two proofs called that one out: ${kind}`, async () => {
      const { all, ask, takeBack, asker } = await make()
      const [oldest, , youngest] = all.ids as [CredentialId, CredentialId, CredentialId]
      expect(codeOf(await ask(oldest))).to.equal(null)
      expect(codeOf(await takeBack(youngest))).to.equal('too_new')
      const { id, arrival } = await all.recover(youngest)
      await sql.run(`update recoveries set outweighs = 1 where id = '${arrival}'`)
      await sql.run(
        'insert into scheduled_changes (id, account_id, credential_id, scheduled_by, mode, made_at, due_at) ' +
          `select '${arrival}', account_id, '${oldest}', id, 'stolen', created_at, created_at + ${TWO_DAYS} ` +
          `from credentials where id = '${id}'`,
      )
      expect(await asker()).to.equal(oldest)
      expect(codeOf(await takeBack(youngest))).to.equal(null)
      expect((await asker()) ?? null).to.equal(null)
      expect(codeOf(await ask(youngest))).to.equal(null)
      expect(await asker()).to.equal(youngest)
    })

  it('[A169] [A170] new backup codes replace those that one made which two proofs called out', async () => {
    const scene = await slowScene(sql, 2)
    const [oldest, other] = scene.ids as [CredentialId, CredentialId]
    await sql.run(
      `update credentials set created_at = created_at - ${TWO_DAYS} where account_id = '${scene.accountId}'`,
    )
    const made = (by: CredentialId) => sql.one.backupCodes.make(scene.doing(by), hashesOf(by))
    expect(codeOf(await made(oldest))).to.equal(null)
    expect(codeOf(await made(other))).to.equal('too_new')
    const id = randomText<CredentialId>(32)
    await scene.register(await scene.proveEnough('two'), id, sql.one, [
      { credentialId: oldest, mode: 'stolen' },
    ])
    await scene.proveNew(id)
    expect(codeOf(await made(other))).to.equal(null)
    expect((await sql.other.backupCodes.readiness(scene.accountId)).next?.madeBy).to.equal(other)
    // What calls that one out is not taken back so, on probation or while it is paused.
    const [retirement] = await sql.one.acts.scheduled(scene.accountId)
    const cancel = async () => codeOf(await sql.one.acts.cancel(scene.doing(other), retirement!.id))
    expect(await cancel()).to.equal('outweighed')
    const { recoveryId } = await scene.find(id)
    expect(await sql.one.recoveries.freeze(scene.doing(other), recoveryId!)).not.to.equal(null)
    expect(await cancel()).to.equal('outweighed')
  })
})
