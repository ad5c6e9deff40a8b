import { expect } from 'chai'
import { spendOperatorLink } from '../../server/stores/sql/operator-links/spend.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne, WEEK } from './passkeys-of-one.ts'
import { atOnce } from './sql-samples.ts'

const BY_LINK = {
  method: 'assisted',
  proofs: [{ method: 'operator', at: 0, approval: null }],
} as const

onBothDatabases('taking back what came of an operator’s link', (sql) => {
  /** An account with two passkeys, and a third that came by a link. */
  async function recovered(proven = true) {
    const all = await passkeysOfOne(sql, 2)
    const [oldest, second] = all.ids as [CredentialId, CredentialId]
    const came = await all.recover(oldest, proven, BY_LINK)
    const takeBack = (stores = sql.one) => stores.operatorLinks.takeBack(all.accountId, WEEK)
    return { ...all, ...came, oldest, second, takeBack }
  }

  it('[O10] sets the passkey aside, with its sessions and what it added', async () => {
    const { id, arrival, add, signIn, live, state, statuses, takeBack, oldest, actions } = await recovered()
    await signIn(id)
    const stays = await signIn(oldest)
    const added = await add(id)
    expect(await takeBack()).to.deep.equal({ outcome: 'undone', credentialId: id })
    expect(await statuses(id, added.id)).to.deep.equal(['suspended', 'frozen'])
    expect([await state(arrival), await state(added.arrival)]).to.deep.equal(['undone', 'frozen'])
    expect(await live()).to.deep.equal([stays.id])
    expect((await actions()).filter((action) => action.startsWith('recovery-'))).to.deep.equal([
      'recovery-undone',
      'recovery-frozen',
      'recovery-frozen',
      'recovery-proven',
      'recovery-registered',
    ])
  })

  it('[O10] lets an older passkey restore it, and lift what it added, and not itself', async () => {
    const { id, add, restore, statuses, takeBack, oldest, doing } = await recovered()
    const added = await add(id)
    await takeBack()
    expect(await restore(id, id)).to.equal('step_up_refused')
    expect(await restore(oldest, id)).to.equal(null)
    expect(await sql.one.recoveries.lift(doing(oldest), added.arrival)).to.equal(true)
    expect(await statuses(id, added.id)).to.deep.equal(['active', 'active'])
  })

  it('[O10] undoes one that its owner has frozen', async () => {
    const { arrival, id, doing, second, state, statuses, takeBack } = await recovered()
    expect(await sql.one.recoveries.freeze(doing(second), arrival)).not.to.equal(null)
    expect(await takeBack()).to.deep.equal({ outcome: 'undone', credentialId: id })
    expect([await state(arrival), ...(await statuses(id))]).to.deep.equal(['undone', 'suspended'])
  })

  it('[O10] ends one whose passkey has not signed in', async () => {
    const { arrival, id, prove, state, statuses, takeBack } = await recovered(false)
    expect(await takeBack()).to.deep.equal({ outcome: 'ended' })
    expect(await prove()).to.equal(null)
    expect([await state(arrival), ...(await statuses(id))]).to.deep.equal(['ended', 'removed'])
    expect((await sql.other.recoveries.find(arrival))?.cause).to.equal('operator-ended')
  })

  it('[O10] happens once, however many do it at once', async () => {
    const { takeBack, actions } = await recovered()
    const taken = await atOnce([sql.one, sql.other], 10, takeBack)
    expect(taken.filter(({ outcome }) => outcome === 'undone')).to.have.length(1)
    expect((await actions()).filter((action) => action === 'recovery-undone')).to.have.length(1)
  })

  it('[O10] touches nothing after seven days, and nothing that came in another way', async () => {
    const { id, lapse, takeBack, statuses } = await recovered()
    await lapse(id)
    expect(await takeBack()).to.deep.equal({ outcome: 'nothing' })
    const other = await passkeysOfOne(sql, 1)
    const paired = await other.recover(other.ids[0]!)
    expect(await sql.one.operatorLinks.takeBack(other.accountId, WEEK)).to.deep.equal({ outcome: 'nothing' })
    expect([...(await statuses(id)), ...(await other.statuses(paired.id))]).to.deep.equal([
      'active',
      'active',
    ])
  })

  it('[O10] voids the link for the page that used it, and no newer link', async () => {
    const { accountId, takeBack } = await recovered()
    const { operatorLinks } = sql.one
    const spend = (id: string) =>
      sql.database.transact((tx) => spendOperatorLink(tx, accountId, JSON.stringify([id, 'page'])))
    const { secret } = await operatorLinks.make(accountId)
    await spend((await operatorLinks.find(secret))!.id)
    await takeBack()
    expect(await operatorLinks.find(secret)).to.equal(null)

    const again = await recovered()
    const newer = await operatorLinks.make(again.accountId)
    await again.takeBack()
    expect(await operatorLinks.find(newer.secret)).not.to.equal(null)
  })
})
