import { expect } from 'chai'
import { MOST_REMOVED } from '../../server/passkeys/caps.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne, WEEK } from './passkeys-of-one.ts'

const DAY = 24 * 60 * 60_000

onBothDatabases('lifting a freeze', (sql) => {
  const freeze = ({ doing }: PasskeysOfOne, by: CredentialId, arrival: RecoveryId) =>
    sql.one.recoveries.freeze(doing(by), arrival)
  const lift = ({ doing }: PasskeysOfOne, by: CredentialId, arrival: RecoveryId) =>
    sql.other.recoveries.lift(doing(by), arrival)
  const frozenBy = async (arrival: RecoveryId) => (await sql.other.recoveries.find(arrival))?.frozenBy

  /** Three mature passkeys, oldest first, and one that was added just now. */
  const scene = async () => {
    const all = await passkeysOfOne(sql, 3)
    const [oldest, middle, youngest] = all.ids as [CredentialId, CredentialId, CredentialId]
    return { all, oldest, middle, youngest, added: await all.add(youngest) }
  }

  it('[S168] takes the passkey that froze it, or an older one, however mature another is', async () => {
    const { all, oldest, middle, youngest, added } = await scene()
    const { arrival } = added
    await freeze(all, middle, arrival)
    expect(await frozenBy(arrival)).to.equal(middle)
    expect(await lift(all, youngest, arrival)).to.equal(false)
    expect(await all.state(arrival)).to.equal('frozen')
    expect(await lift(all, middle, arrival)).to.equal(true)
    expect(await frozenBy(arrival)).to.equal(null)
    await freeze(all, middle, arrival)
    expect(await lift(all, oldest, arrival)).to.equal(true)
    expect(await all.statuses(added.id)).to.deep.equal(['active'])
  })

  it('[S168] the same for what stopped along a chain, and with one assertion', async () => {
    const { all, oldest, middle, youngest, added } = await scene()
    await all.stolen(oldest, youngest)
    expect(await frozenBy(added.arrival)).to.equal(oldest)
    expect(await lift(all, middle, added.arrival)).to.equal(false)
    expect(await lift(all, oldest, added.arrival)).to.equal(true)
    await sql.one.acts.stop(all.doing(oldest))
    expect(await frozenBy(added.arrival)).to.equal(oldest)
    expect(await lift(all, middle, added.arrival)).to.equal(false)
  })

  it('[S168] what a younger one froze first answers to the older one that stops it, and not the other way round', async () => {
    const { all, oldest, middle, youngest, added } = await scene()
    await freeze(all, youngest, added.arrival)
    await sql.one.acts.stop(all.doing(middle))
    expect(await frozenBy(added.arrival)).to.equal(middle)
    expect(await lift(all, youngest, added.arrival)).to.equal(false)
    await sql.one.acts.stop(all.doing(oldest))
    await sql.one.acts.stop(all.doing(youngest))
    expect(await frozenBy(added.arrival)).to.equal(oldest)
  })

  it('[S168] undone by a younger one, it is not given back by that one', async () => {
    const { all, oldest, middle, added } = await scene()
    await freeze(all, oldest, added.arrival)
    expect(await sql.one.recoveries.undo(all.doing(middle), added.arrival, false, WEEK)).to.equal(true)
    expect(await all.restore(middle, added.id)).to.equal('too_new')
    expect(await all.restore(oldest, added.id)).to.equal(null)
  })

  it('[S155] knows who froze it when that one is gone, and fifty more after it', async () => {
    const { all, oldest, middle, added } = await scene()
    await freeze(all, oldest, added.arrival)
    const later = await passkeysOfOne(sql, MOST_REMOVED + 1)
    await sql.run(`update credentials set account_id = '${all.accountId}', status = 'removed'
      where account_id = '${later.accountId}'`)
    await sql.run(`update credentials set status = 'removed' where id = '${oldest}'`)
    expect(await lift(all, middle, added.arrival)).to.equal(false)
  })

  it('[S169] leaves a day for an undo at least, and takes nothing away from what is left', async () => {
    const { all, oldest, added } = await scene()
    const undoUntil = async () => (await sql.other.recoveries.find(added.arrival))!.undoUntil!
    const before = await undoUntil()
    await freeze(all, oldest, added.arrival)
    await lift(all, oldest, added.arrival)
    expect(await undoUntil()).to.equal(before)
    await freeze(all, oldest, added.arrival)
    await all.lapse(added.id)
    await lift(all, oldest, added.arrival)
    const [lifted] = await sql.one.audit.list(all.accountId, 1)
    expect(lifted!.action).to.equal('recovery-lifted')
    expect(await undoUntil()).to.be.closeTo(lifted!.at + DAY, 5_000)
    expect((await all.find(added.id)).undoableSince).not.to.equal(null)
    expect(await freeze(all, oldest, added.arrival)).not.to.equal(null)
  })
})
