import { expect } from 'chai'
import { MOST_REMOVED } from '../../server/passkeys/caps.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { codeOf, nextMillisecond } from './sql-samples.ts'

onBothDatabases('stopping with one assertion', (sql) => {
  const stop = async (
    all: Awaited<ReturnType<typeof passkeysOfOne>>,
    by: CredentialId,
    stores = sql.other,
  ) => {
    const stopped = await stores.acts.stop(all.doing(by))
    if (!stopped.ok) throw new Error(stopped.code)
    return stopped
  }

  it('[S138] freezes every arrival that is younger and can be undone, and none that is older', async () => {
    const all = await passkeysOfOne(sql, 1)
    const { ids, add, recover, statuses, signIn, live, state } = all
    const before = await add(ids[0]!)
    const own = await add(ids[0]!)
    const [after, relay] = [await add(ids[0]!), await recover(own.id)]
    const unproven = await recover(before.id, false)
    const lapsed = await add(ids[0]!)
    await all.lapse(lapsed.id)
    const begun = [await signIn(after.id), await signIn(relay.id)]
    const stays = [await signIn(before.id), await signIn(own.id), await signIn(lapsed.id)]
    const { arrivals, endedSessions, restored, setAside } = await stop(all, own.id)
    expect(arrivals.map(({ name }) => name)).to.have.members(['added 3', 'recovered', 'recovered 2'])
    expect(endedSessions).to.have.members(begun.map(({ id }) => id))
    expect([restored, setAside]).to.deep.equal([[], []])
    expect(await statuses(after.id, relay.id, unproven.id)).to.deep.equal(['frozen', 'frozen', 'removed'])
    expect(await statuses(ids[0]!, before.id, own.id, lapsed.id)).to.deep.equal(Array(4).fill('active'))
    expect([await state(unproven.arrival), await state(before.arrival)]).to.deep.equal(['ended', 'done'])
    expect(await live()).to.have.members(stays.map(({ id }) => id))
    expect((await all.actions())[0]).to.equal('changes-stopped')
  })

  it('[S136] calls off what younger passkeys have scheduled, and not what an older one has', async () => {
    const all = await passkeysOfOne(sql, 2)
    const [first, old] = all.ids as [CredentialId, CredentialId]
    const before = await all.add(first)
    const own = await all.add(first)
    const after = await all.add(first)
    await all.remove(before.id, old)
    await all.remove(after.id, old)
    expect(await all.scheduled()).to.have.length(2)
    expect((await stop(all, own.id)).scheduled).to.equal(1)
    expect((await sql.one.acts.scheduled(all.accountId)).map(({ by }) => by)).to.deep.equal([before.id])
  })

  it('[S135] [S137] set aside by a younger one, it comes back, with others that are older than that one', async () => {
    const all = await passkeysOfOne(sql, 4)
    const [first, second, thief, later] = all.ids as [CredentialId, ...CredentialId[]]
    const added = await all.add(thief!)
    for (const target of [first, second!, later!]) await all.remove(thief!, target)
    const session = await all.signIn(thief!)
    const stopped = await stop(all, second!)
    expect(stopped.restored).to.have.members(['passkey 0', 'passkey 1'])
    expect(stopped.setAside).to.deep.equal(['passkey 2'])
    expect(stopped.endedSessions).to.deep.equal([session.id])
    const all_ = [first, second!, thief!, later!, added.id]
    expect(await all.statuses(...all_)).to.deep.equal([
      ...['active', 'active', 'suspended', 'suspended', 'frozen'],
    ])
    expect(await all.find(thief!)).to.include({ suspendedBy: second, leavesAt: null })
    expect(codeOf(await sql.one.acts.stop(all.doing(thief!)))).to.equal('passkey_suspended')
  })

  it('[S135] is for none that an older one, nobody known or itself has set aside, and for none on probation', async () => {
    const all = await passkeysOfOne(sql, 3)
    const [first, second, third] = all.ids as [CredentialId, ...CredentialId[]]
    const code = async (by: CredentialId) => codeOf(await sql.one.acts.stop(all.doing(by)))
    await all.remove(first, second!)
    expect(await code(second!)).to.equal('passkey_suspended')
    await all.remove(third!, third!)
    expect(await code(third!)).to.equal('passkey_suspended')
    await sql.run(`update credentials set suspended_by = null where id = '${third}'`)
    expect(await code(third!)).to.equal('passkey_suspended')
    await sql.run(`update credentials set probation_until = 9e15 where id = '${first}'`)
    expect(await code(first)).to.equal('on_probation')
  })

  it('[S155] knows who set it aside when that one is gone, and fifty more after it', async () => {
    const all = await passkeysOfOne(sql, 2)
    const [first, thief] = all.ids as [CredentialId, CredentialId]
    await all.stolen(thief, first)
    const later = await passkeysOfOne(sql, MOST_REMOVED + 1)
    await sql.run(`update credentials set account_id = '${all.accountId}', status = 'removed'
      where account_id = '${later.accountId}'`)
    await sql.run(`update credentials set status = 'removed' where id = '${thief}'`)
    expect((await stop(all, first)).restored).to.deep.equal(['passkey 0'])
    expect(await all.statuses(first)).to.deep.equal(['active'])
  })

  it('[S139] is for none whose arrival is frozen, though a younger one had set it aside before', async () => {
    const all = await passkeysOfOne(sql, 1)
    const [first] = all.ids as [CredentialId]
    const own = await all.add(first)
    const younger = await all.add(first)
    await all.lapse(younger.id)
    await all.remove(younger.id, own.id)
    await sql.one.recoveries.freeze(all.doing(first), own.arrival)
    expect(codeOf(await sql.one.acts.stop(all.doing(own.id)))).to.equal('passkey_suspended')
    expect(await all.statuses(own.id, younger.id)).to.deep.equal(['suspended', 'active'])
  })

  it('twice is as good as once', async () => {
    const all = await passkeysOfOne(sql, 1)
    await all.add(all.ids[0]!)
    await nextMillisecond()
    expect((await stop(all, all.ids[0]!)).arrivals).to.have.length(1)
    expect(await stop(all, all.ids[0]!)).to.deep.include({ arrivals: [], scheduled: 0, endedSessions: [] })
  })
})
