import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { mailedNotices, told } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { doingOf } from './sql-samples.ts'

onBothDatabases('notices by mail', (sql) => {
  const { giveAddress, mailedTo } = mailedNotices(sql)

  it('[M34] are written with what they tell, to every address, and not if that fails', async () => {
    const all = await passkeysOfOne(sql, 2)
    const [first, second] = all.ids as [CredentialId, CredentialId]
    const one = await giveAddress(all.accountId)
    const other = await giveAddress(all.accountId)
    const added = await all.add(first)
    expect(added.outcome).to.equal('added')
    const recovered = await all.recover(first)
    expect((await all.remove(first, second)).ok).to.equal(true)
    expect((await all.add('nobody' as CredentialId)).outcome).to.equal('not-allowed')
    const facts = ['passkey-added', 'recovery-proven', 'passkey-set-aside']
    expect(recovered.outcome).to.equal('registered')
    for (const address of [one, other]) expect((await mailedTo(address)).map(told)).to.have.members(facts)
  })

  it('[M34] tell of backup codes', async () => {
    const all = await passkeysOfOne(sql, 1)
    const [first] = all.ids as [CredentialId]
    const address = await giveAddress(all.accountId)
    const made = await sql.one.backupCodes.make(doingOf(all.accountId, first), [
      { number: 0, hash: 'scrypt' },
    ])
    expect(made.ok).to.equal(true)
    expect((await mailedTo(address)).map(told)).to.deep.equal(['backup-codes-made'])
  })

  it('[A146] tell of a renaming and a deletion, and that they were taken back', async () => {
    const all = await passkeysOfOne(sql, 1)
    const [first] = all.ids as [CredentialId]
    const address = await giveAddress(all.accountId)
    const { changes } = sql.one.accounts
    const doing = all.doing(first)
    await changes.rename(doing, { shown: 'New', folded: `new ${all.accountId}` })
    await changes.restoreName(doing)
    await changes.scheduleDeletion(doing)
    await changes.keep(doing)
    expect((await mailedTo(address)).map(told)).to.have.members([
      'account-renamed',
      'account-name-restored',
      'account-deletion-scheduled',
      'account-deletion-cancelled',
    ])
  })

  it('[M35] go only to addresses that count', async () => {
    const all = await passkeysOfOne(sql, 1)
    const [first] = all.ids as [CredentialId]
    const unconfirmed = await giveAddress(all.accountId, 'unconfirmed')
    const waiting = await giveAddress(all.accountId, 'waiting')
    await all.add(first)
    expect(await mailedTo(unconfirmed)).to.deep.equal([])
    expect(await mailedTo(waiting)).to.deep.equal([])
  })

  it('[M36] tell an address that it will be removed, and that it was', async () => {
    const { counting } = addressesOfOne(sql)
    const { remove, first, one, due } = await counting()
    expect((await remove(first, one)).ok).to.equal(true)
    await due()
    const mails = (await mailedTo(one)).map(told)
    expect(mails.slice(-2)).to.have.members(['address-scheduled', 'address-removed'])
  })
})
