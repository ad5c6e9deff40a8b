import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne, DAY } from './addresses-of-one.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { codeOf } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

onBothDatabases('an address of an account', (sql: SqlUnderTest) => {
  const { scene, counting } = addressesOfOne(sql)

  it('[M31] is removed after seven days, and counts until then', async () => {
    const { first, one, remove, list, due } = await counting()
    const before = Date.now()
    const removed = await remove(first, one)
    const [address] = await list()
    expect(address).to.include({ state: 'counts', removedBy: first })
    expect(removed).to.deep.equal({ ok: true, leavesAt: address?.leavesAt })
    expect(address!.leavesAt! - before).to.be.within(7 * DAY - 1_000, 7 * DAY + 5_000)
    expect(await remove(first, one)).to.deep.equal(removed)
    await due()
    expect(await list()).to.deep.equal([])
  })

  it('is removed at once in the first 24 hours of an account, and while it does not count', async () => {
    const young = await scene(1, 0)
    const counts = await young.have(young.ids[0]!)
    expect(await young.remove(young.ids[0]!, counts)).to.deep.equal({ ok: true, leavesAt: null })
    const old = await scene()
    const waits = await old.have(old.ids[0]!)
    expect(await old.remove(old.ids[0]!, waits)).to.deep.equal({ ok: true, leavesAt: null })
    expect([...(await young.list()), ...(await old.list())]).to.deep.equal([])
  })

  it('[M29] one that waits is removed by the passkey that added it, or by an older one', async () => {
    const { ids, have, remove } = await scene(3)
    const [oldest, middle, youngest] = ids as [CredentialId, CredentialId, CredentialId]
    const one = await have(middle)
    expect(codeOf(await remove(youngest, one))).to.equal('too_new')
    expect(codeOf(await remove(oldest, one))).to.equal(null)
  })

  it('[M30] a removal is cancelled by the passkey that scheduled it, or by an older one', async () => {
    const { ids, one, remove, keep, list } = await counting(3)
    const [oldest, middle, youngest] = ids as [CredentialId, CredentialId, CredentialId]
    expect(codeOf(await keep(oldest, one))).to.equal('not_found')
    await remove(middle, one)
    expect(codeOf(await keep(youngest, one))).to.equal('too_new')
    expect(codeOf(await keep(oldest, one))).to.equal(null)
    expect((await list())[0]).to.include({ leavesAt: null, removedBy: null })
    // If an older one wants it too, a younger one cannot take that back.
    await remove(youngest, one)
    await remove(middle, one)
    expect(codeOf(await keep(youngest, one))).to.equal('too_new')
  })

  it('[M32] what is due is judged again: it dies with the passkey that scheduled it', async () => {
    const added = await scene(2)
    const [, second] = added.ids as [CredentialId, CredentialId]
    const one = await added.have(second)
    const leaving = await counting(2)
    await leaving.remove(leaving.ids[1]!, leaving.one)
    for (const id of [second, leaving.ids[1]!]) {
      await sql.run(`update credentials set status = 'suspended' where id = '${id}'`)
    }
    await added.due()
    await leaving.due()
    expect(await added.stateOf(one.id)).to.equal(null)
    expect((await leaving.list())[0]).to.include({ state: 'counts', leavesAt: null })
  })

  it('[M33] what a passkey was about to change goes when it is reported, and when an older one stops changes', async () => {
    for (const stop of ['stolen', 'stop'] as const) {
      const { ids, one, have, remove, list, stolen, doing } = await counting(2)
      const [oldest, second] = ids as [CredentialId, CredentialId]
      await have(second)
      await remove(second, one)
      const done = stop === 'stolen' ? await stolen(oldest, second) : await sql.one.acts.stop(doing(oldest))
      expect(done).to.include({ ok: true, scheduled: 2 })
      expect(await list()).to.have.length(1)
      expect((await list())[0]).to.include({ id: one.id, leavesAt: null })
    }
  })

  it('[M33] what the stopping passkey, or an older one, was about to change stays', async () => {
    const { ids, have, list, doing } = await scene(3)
    const [oldest, middle] = ids as [CredentialId, CredentialId]
    await have(oldest)
    await have(middle)
    await sql.one.acts.stop(doing(middle))
    expect(await list()).to.have.length(2)
  })
})
