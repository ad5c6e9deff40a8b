import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { newPage, slowScene } from './slow-scene.ts'

onBothDatabases('when each way back was last used', (sql) => {
  const lastUsed = ({ accountId }: Pick<Awaited<ReturnType<typeof slowScene>>, 'accountId'>) =>
    sql.other.recoveries.lastUsed(accountId)

  it('[V16] is known of each proof, the later ones too, while a recovery waits and once it was stopped', async () => {
    const all = await slowScene(sql)
    const [by] = all.ids as [CredentialId]
    expect(await lastUsed(all)).to.deep.equal({})
    const page = newPage()
    const first = await all.prove(page, 'backup-code')
    const before = await sql.one.now()
    const second = await all.prove(page, 'contact')
    const { contact, ...others } = await lastUsed(all)
    expect(others).to.deep.equal({ 'backup-code': first.recovery.proofs[0]!.at })
    expect(contact).to.be.within(before, await sql.one.now())
    expect(await all.stop(by, second)).to.include({ outcome: 'paused' })
    const alone = await all.prove(newPage(), 'email')
    expect(await all.stop(by, alone)).to.include({ outcome: 'ended' })
    expect(await all.standing(alone)).to.equal('ended')
    const { email, ...rest } = await lastUsed(all)
    expect(rest).to.deep.equal({ ...others, contact })
    expect(email).to.equal(alone.recovery.proofs[0]!.at)
    // Once more, for the newest of them counts.
    const again = await all.prove(newPage(), 'email')
    expect((await lastUsed(all)).email)
      .to.equal(again.recovery.proofs.at(-1)!.at)
      .and.above(email!)
  })

  it('[V16] is a use of the mailbox and of the case where the code of a case was mailed', async () => {
    const all = await slowScene(sql)
    const evidence = await all.newEvidence({ method: 'mailed-case' })
    const proven = await all.proveWith(newPage(), 'assisted', evidence)
    if (proven === 'void') throw new Error('The evidence was void.')
    const { at } = proven.recovery.proofs[0]!
    expect(await lastUsed(all)).to.deep.equal({ email: at, assisted: at })
  })

  it('[V16] is no use of anything where a passkey was added, or a pairing ended that nobody approved', async () => {
    const all = await passkeysOfOne(sql, 1)
    const [by] = all.ids as [CredentialId]
    await all.add(by)
    const nobody = { proofs: [{ method: 'pairing', at: 1, approval: null }] } as const
    expect((await all.recover(by, false, nobody)).outcome).to.equal('unjustified')
    expect(await lastUsed(all)).to.deep.equal({})
    const { arrival } = await all.recover(by)
    const [proof] = (await sql.one.recoveries.find(arrival))!.proofs
    expect(await lastUsed(all)).to.deep.equal({ pairing: proof!.at })
  })
})
