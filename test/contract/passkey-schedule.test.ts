import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne, WEEK } from './passkeys-of-one.ts'
import { codeOf } from './sql-samples.ts'

onBothDatabases('removals that a young passkey has scheduled', (sql) => {
  /** An old passkey that a young one wants to be gone. */
  async function scene() {
    const all = await passkeysOfOne(sql, 2)
    const [first, old] = all.ids as [CredentialId, CredentialId]
    const young = await all.add(first)
    const wanted = await all.remove(young.id, old)
    return { ...all, first, old, young, wanted }
  }
  const due = async ({ lapse }: PasskeysOfOne, id: CredentialId) => {
    await lapse(id)
    await sql.run(`update scheduled_changes set due_at = made_at where scheduled_by = '${id}'`)
  }

  it('[S149] wait until what brought that passkey can no longer be undone, once for each', async () => {
    const { old, young, wanted, find, remove, scheduled, statuses, actions } = await scene()
    const { undoableUntil } = await find(young.id)
    expect(wanted).to.deep.include({ leavesAt: null, scheduledUntil: undoableUntil })
    expect(await remove(young.id, old, sql.other)).to.deep.equal(wanted)
    expect(await scheduled()).to.deep.equal([old])
    expect((await actions()).filter((action) => action === 'passkey-scheduled')).to.have.length(1)
    await sql.one.acts.carryOut(WEEK)
    expect([await scheduled(), await statuses(old)]).to.deep.equal([[old], ['active']])
  })

  it('[S149] then set the old one aside for seven days, with its sessions', async () => {
    const all = await scene()
    const { old, young, find, scheduled, signIn, accountId, actions } = all
    const session = await signIn(old)
    await due(all, young.id)
    const done = await sql.other.acts.carryOut(WEEK)
    expect(done).to.deep.include({ accountId, endedSessions: [session.id] })
    const aside = await find(old)
    expect(aside).to.include({ status: 'suspended', suspendedBy: young.id })
    expect(aside.leavesAt).to.be.within(aside.suspendedAt! + WEEK - 1_000, aside.suspendedAt! + WEEK + 1_000)
    expect(await scheduled()).to.deep.equal([])
    expect((await actions())[0]).to.equal('passkey-set-aside')
  })

  it('[S150] happen not, when by then that passkey is still young, or the old one has become the last', async () => {
    const young = await scene()
    await sql.run(`update scheduled_changes set due_at = 0 where scheduled_by = '${young.young.id}'`)
    const last = await scene()
    await due(last, last.young.id)
    await sql.run(`update credentials set status = 'frozen' where id = '${last.first}'`)
    await sql.run(`update credentials set probation_until = 9e15 where id = '${last.young.id}'`)
    await sql.one.acts.carryOut(WEEK)
    for (const { old, statuses, scheduled, actions } of [young, last]) {
      expect([await statuses(old), await scheduled()]).to.deep.equal([['active'], []])
      expect((await actions())[0]).to.equal('passkey-unscheduled')
    }
  })

  for (const [how, stop] of [
    ['removed', ({ remove, first, young }) => remove(first, young.id)],
    ['reported stolen', ({ stolen, first, young }) => stolen(first, young.id)],
    ['frozen', ({ doing, first, young }) => sql.one.recoveries.freeze(doing(first), young.arrival)],
  ] as [string, (all: Awaited<ReturnType<typeof scene>>) => Promise<unknown>][]) {
    it(`[S151] die with the passkey that scheduled them, when it is ${how}`, async () => {
      const all = await scene()
      await stop(all)
      expect(await all.scheduled()).to.deep.equal([])
      expect(await all.statuses(all.old)).to.deep.equal(['active'])
      expect(await all.actions()).to.include('passkey-unscheduled')
    })
  }

  it('[S131] are ten at most for one passkey, and those of others are not counted', async () => {
    const all = await passkeysOfOne(sql, 12)
    const [first, ...olds] = all.ids as [CredentialId, ...CredentialId[]]
    const [young, other] = [await all.add(first), await all.add(first)]
    for (const old of olds.slice(0, 10)) expect(codeOf(await all.remove(young.id, old))).to.equal(null)
    expect(codeOf(await all.remove(young.id, olds[10]!))).to.equal('too_many_scheduled')
    expect(codeOf(await all.remove(young.id, olds[0]!))).to.equal(null)
    expect(codeOf(await all.remove(other.id, olds[10]!))).to.equal(null)
    expect(await all.scheduled()).to.have.length(11)
  })

  it('[A43] are called off by an older passkey or by their own, and by no other', async () => {
    const { first, old, young, add, doing, remove } = await scene()
    const later = await add(first)
    const id = async () => (await sql.one.acts.scheduled(doing(first).accountId))[0]!.id
    const cancel = async (by: CredentialId) => codeOf(await sql.other.acts.cancel(doing(by), await id()))
    expect(await cancel(later.id)).to.equal('too_new')
    expect(await cancel(young.id)).to.equal(null)
    await remove(young.id, old)
    expect(await cancel(first)).to.equal(null)
  })
})
