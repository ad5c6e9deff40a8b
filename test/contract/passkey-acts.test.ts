import { expect } from 'chai'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne, WEEK } from './passkeys-of-one.ts'
import { approvedBy, codeOf, entry, newAccountId, sampleCredential, sampleFacts } from './sql-samples.ts'

onBothDatabases('what passkeys of an account do to each other', (sql) => {
  it('[S148] sets a passkey aside, with who did it and until when, and ends its sessions but not the own', async () => {
    const { ids, remove, find, signIn, live, act, actions } = await passkeysOfOne(sql, 2)
    const [first, second] = ids as [(typeof ids)[0], (typeof ids)[0]]
    const own = await signIn(second)
    const other = await signIn(second)
    const stays = await signIn(first)
    const removed = await sql.one.acts.remove({ ...act(first, second), trace: { sessionId: own.id } }, WEEK)
    const aside = await find(second)
    expect(aside).to.include({ status: 'suspended', suspendedBy: first })
    // Two readings of one clock, in either order.
    expect(aside.leavesAt).to.be.closeTo(aside.suspendedAt! + WEEK, 1000)
    expect(removed).to.deep.include({ leavesAt: aside.leavesAt, endedSessions: [other.id] })
    expect(await live()).to.have.members([own.id, stays.id])
    expect((await actions())[0]).to.equal('passkey-set-aside')
    expect(codeOf(await remove(first, first))).to.equal('last_passkey')
  })

  it('[S148] is gone for good when its time is over by the clock of the database, and not before', async () => {
    const { ids, remove, statuses, restore, actions } = await passkeysOfOne(sql, 2)
    const [first, second] = ids as [(typeof ids)[0], (typeof ids)[0]]
    await remove(first, second)
    await sql.one.acts.carryOut(WEEK)
    expect(await statuses(second)).to.deep.equal(['suspended'])
    await sql.run(`update credentials set leaves_at = suspended_at where id = '${second}'`)
    await sql.other.acts.carryOut(WEEK)
    expect(await statuses(second)).to.deep.equal(['removed'])
    expect((await actions())[0]).to.equal('passkey-removed')
    expect(await restore(first, second)).to.equal('not_found')
  })

  it('[S148] nothing is prolonged or cut short by setting it aside again, and the older one answers for it', async () => {
    const { ids, remove, stolen, find } = await passkeysOfOne(sql, 4)
    const [first, second, third, target] = ids as [(typeof ids)[0], ...typeof ids]
    await remove(second!, target!)
    const before = await find(target!)
    for (const again of [() => remove(third!, target!), () => stolen(third!, target!)]) {
      expect(codeOf(await again())).to.equal(null)
      expect(await find(target!)).to.deep.equal(before)
    }
    await remove(first, target!)
    expect(await find(target!)).to.deep.equal({ ...before, suspendedBy: first })
  })

  it('[S130] nothing is done by a passkey that was stopped since its step-up', async () => {
    const { ids, remove, stolen, restore, add, act, statuses, doing, accountId, scheduled } =
      await passkeysOfOne(sql, 3)
    const [first, second, third] = ids as [(typeof ids)[0], ...typeof ids]
    const aside = await add(first)
    await remove(first, aside.id)
    await remove(first, second!)
    expect(codeOf(await remove(second!, third!))).to.equal('step_up_refused')
    expect(codeOf(await stolen(second!, third!))).to.equal('step_up_refused')
    expect(await restore(second!, aside.id)).to.equal('step_up_refused')
    expect(codeOf(await sql.one.acts.rename(act(second!, third!), 'x'))).to.equal('step_up_refused')
    expect(codeOf(await sql.one.acts.cancel(doing(second!), 'A'.repeat(22)))).to.equal('step_up_refused')
    expect((await add(second!)).outcome).to.equal('not-allowed')
    expect(await statuses(third!, aside.id)).to.deep.equal(['active', 'suspended'])
    expect([await scheduled(), accountId.length]).to.deep.equal([[], 22])
  })

  it('touches no passkey of another account', async () => {
    const mine = await passkeysOfOne(sql, 2)
    const theirs = await passkeysOfOne(sql, 1)
    const [own, target] = [mine.ids[0]!, theirs.ids[0]!]
    expect(codeOf(await mine.remove(own, target))).to.equal('not_found')
    expect(codeOf(await mine.stolen(own, target))).to.equal('not_found')
    expect(await mine.restore(own, target)).to.equal('not_found')
    expect(codeOf(await sql.one.acts.stop({ ...mine.doing(target), accountId: newAccountId() }))).to.equal(
      'passkey_unknown',
    )
    expect(await theirs.statuses(target)).to.deep.equal(['active'])
  })

  it('one that was never used is gone at once when it is removed, and is never proven', async () => {
    const { ids, recover, remove, statuses, state } = await passkeysOfOne(sql, 1)
    const unproven = await recover(ids[0]!, false)
    expect(await remove(ids[0]!, unproven.id)).to.deep.include({ leavesAt: null, scheduledUntil: null })
    expect([await statuses(unproven.id), await state(unproven.arrival)]).to.deep.equal([['removed'], 'ended'])
    expect(await unproven.prove()).to.equal(null)
  })

  it('[S132] reported stolen, it stops with its sessions and with all that it added and approved', async () => {
    const { ids, add, recover, stolen, statuses, state, signIn, live, remove, scheduled } =
      await passkeysOfOne(sql, 2)
    const [first, phone] = ids as [(typeof ids)[0], (typeof ids)[0]]
    const [added, recovered] = [await add(phone), await recover(phone)]
    const again = await add(added.id)
    const unproven = await recover(recovered.id, false)
    const bystander = await add(first)
    const old = await add(phone)
    await sql.run(`update recoveries set undo_until = done_at where credential_id = '${old.id}'`)
    await remove(again.id, first)
    expect(await scheduled()).to.deep.equal([first])
    const begun = [await signIn(phone), await signIn(added.id), await signIn(again.id)]
    const stays = await signIn(bystander.id)
    const stopped = await stolen(first, phone)
    expect(stopped.ok && stopped.endedSessions).to.have.members(begun.map(({ id }) => id))
    expect(stopped.ok && stopped.arrivals.map(({ name }) => name)).to.have.members([
      ...['added', 'added 2', 'recovered', 'recovered 2'],
    ])
    expect(stopped).to.include({ scheduled: 1 })
    expect(await statuses(phone, added.id, again.id, recovered.id, unproven.id)).to.deep.equal([
      ...['suspended', 'frozen', 'frozen', 'frozen', 'removed'],
    ])
    expect([await state(unproven.arrival), await scheduled()]).to.deep.equal(['ended', []])
    expect(await statuses(bystander.id, old.id, first)).to.deep.equal(['active', 'active', 'active'])
    expect(await live()).to.deep.equal([stays.id])
  })

  it('[S161] reported stolen by a younger one, it takes no arrival with it that is older than that one', async () => {
    const { ids, add, recover, stolen, statuses, doing, lapse } = await passkeysOfOne(sql, 1)
    const first = ids[0]!
    // As old as its registration, but its seven days run from the sign-in that proves it.
    const older = await recover(first, false)
    const thief = await add(first)
    await lapse(thief.id)
    expect(await older.prove()).not.to.equal(null)
    const younger = await add(first)
    expect(codeOf(await stolen(thief.id, first))).to.equal(null)
    expect(await statuses(first, older.id, younger.id)).to.deep.equal(['suspended', 'active', 'frozen'])
    expect(codeOf(await sql.one.acts.stop(doing(older.id)))).to.equal(null)
  })

  it('[S162] a passkey that stayed, as it had become the last, has its seven days when it is removed later', async () => {
    const { ids, recover, remove, statuses, lapse } = await passkeysOfOne(sql, 2)
    const [approver, last] = ids as [(typeof ids)[0], (typeof ids)[0]]
    const fresh = await recover(approver, false, { retiredId: last, retireMode: 'lost' })
    await remove(approver, approver)
    expect(await fresh.prove()).not.to.equal(null)
    expect(await statuses(last)).to.deep.equal(['active'])
    await remove(last, last)
    await lapse(fresh.id)
    await sql.other.recoveries.sweep(WEEK)
    expect(await statuses(last)).to.deep.equal(['suspended'])
  })

  it('[S163] [S164] once removed, it retires nothing and ends no session by what it had approved', async () => {
    const { ids, recover, remove, statuses, signIn, live } = await passkeysOfOne(sql, 3)
    const [owner, thief, younger] = ids as [(typeof ids)[0], ...typeof ids]
    const wish = { retiredId: owner, retireMode: 'lost', endOtherSessions: true } as const
    const fresh = await recover(thief!, false, {
      ...wish,
      ...approvedBy(thief!, undefined, Date.now() + WEEK),
    })
    const begun = [await signIn(owner), await signIn(younger!)]
    await remove(owner, thief!)
    expect(await fresh.prove()).not.to.equal(null)
    expect(await statuses(owner, thief!, fresh.id)).to.deep.equal(['active', 'suspended', 'active'])
    expect(await live()).to.have.members(begun.map(({ id }) => id))
  })

  it('[S132] reported stolen, it stays suspended until someone restores or removes it', async () => {
    const { ids, stolen, find, remove } = await passkeysOfOne(sql, 2)
    const [first, phone] = ids as [(typeof ids)[0], (typeof ids)[0]]
    await stolen(first, phone)
    expect((await find(phone)).leavesAt).to.equal(null)
    const removed = await remove(first, phone)
    expect(removed.ok && removed.leavesAt)
      .to.equal((await find(phone)).leavesAt)
      .and.not.equal(null)
  })

  it('[S133] [S134] what an undo has set aside comes back with its arrival, in what is left of its time', async () => {
    const { ids, add, doing, restore, state, find, statuses } = await passkeysOfOne(sql, 1)
    const added = await add(ids[0]!)
    const before = await find(added.id)
    await sql.one.recoveries.freeze(doing(ids[0]!), added.arrival)
    await sql.one.recoveries.undo(doing(ids[0]!), added.arrival, false, WEEK)
    expect([await state(added.arrival), await statuses(added.id)]).to.deep.equal(['undone', ['suspended']])
    expect((await find(added.id)).undoableUntil).to.equal(null)
    expect(await restore(ids[0]!, added.id)).to.equal(null)
    expect(await state(added.arrival)).to.equal('done')
    expect(await find(added.id)).to.deep.equal(before)
  })

  it('[S134] one that was set aside before its arrival was frozen comes back frozen', async () => {
    const { ids, add, remove, doing, restore, statuses } = await passkeysOfOne(sql, 1)
    const added = await add(ids[0]!)
    await remove(ids[0]!, added.id)
    await sql.one.recoveries.freeze(doing(ids[0]!), added.arrival)
    expect(await restore(ids[0]!, added.id)).to.equal(null)
    expect(await statuses(added.id)).to.deep.equal(['frozen'])
  })

  it('[S153] an undo gives no passkey back that an older one has retired, and then undoes nothing', async () => {
    const all = await passkeysOfOne(sql, 3)
    const [approver, stolen, younger] = all.ids as [(typeof all.ids)[0], ...typeof all.ids]
    const recovery = await all.recover(approver, true, { retiredId: stolen!, retireMode: 'lost' })
    expect(await all.find(stolen!)).to.include({ status: 'suspended', suspendedBy: approver })
    await sql.one.recoveries.freeze(all.doing(younger!), recovery.arrival)
    expect(await sql.one.recoveries.undo(all.doing(younger!), recovery.arrival, true, WEEK)).to.equal(false)
    expect(await all.statuses(stolen!, recovery.id)).to.deep.equal(['suspended', 'frozen'])
    expect(await sql.one.recoveries.undo(all.doing(approver), recovery.arrival, true, WEEK)).to.equal(true)
    expect(await all.statuses(stolen!, recovery.id)).to.deep.equal(['active', 'suspended'])
  })

  it('[S145] an arrival is judged by no passkey that is not older, or that was stopped, whoever asks', async () => {
    const { ids, add, remove, doing, state } = await passkeysOfOne(sql, 2)
    const [first, second] = ids as [(typeof ids)[0], (typeof ids)[0]]
    const added = await add(first)
    const later = await add(first)
    for (const by of [added.id, later.id])
      expect(await sql.one.recoveries.freeze(doing(by), added.arrival)).to.equal(null)
    await remove(first, second)
    expect(await sql.one.recoveries.freeze(doing(second), added.arrival)).to.equal(null)
    expect(await state(added.arrival)).to.equal('done')
    await sql.one.recoveries.freeze(doing(first), added.arrival)
    expect(await sql.one.recoveries.lift(doing(later.id), added.arrival)).to.equal(false)
    expect(await sql.one.recoveries.undo(doing(second), added.arrival, false, WEEK)).to.equal(false)
    expect(await state(added.arrival)).to.equal('frozen')
  })

  it('[A60] what was found again and then set aside by another is not gone when the old recovery settles', async () => {
    const { ids, accountId, stolen, restore, statuses } = await passkeysOfOne(sql, 3)
    const [oldest, thief, kept] = ids as [(typeof ids)[0], ...typeof ids]
    const facts = sampleFacts(accountId, { retiredId: oldest, retireMode: 'lost', ...approvedBy(kept!) })
    const credential = sampleCredential(accountId)
    await sql.one.recoveries.register(facts, credential, entry('recovery-registered', accountId))
    const none = { probationMs: 0, unapprovedProbationMs: 0, level: 'hold' } as const
    const limits = { ...none, unprovenMs: WEEK, undoMs: WEEK }
    await sql.one.recoveries.prove(credential.id, limits, entry('recovery-proven', accountId))
    expect(await restore(kept!, oldest)).to.equal(null)
    expect(codeOf(await stolen(thief!, oldest))).to.equal(null)
    await sql.run(`update recoveries set undo_until = done_at - 1 where id = '${facts.id}'`)
    await sql.one.recoveries.sweep(WEEK)
    expect(await statuses(oldest)).to.deep.equal(['suspended'])
    expect(await sql.one.acts.stop({ accountId, by: oldest, trace: {} })).to.include({ ok: true })
    expect(await statuses(oldest, thief!)).to.deep.equal(['active', 'suspended'])
  })

  it('[A61] a passkey that removes itself or calls itself stolen leaves no session behind', async () => {
    for (const how of ['remove', 'reportStolen'] as const) {
      const { ids, add, act, signIn, live } = await passkeysOfOne(sql, 1)
      const owner = await signIn(ids[0]!)
      const { id } = await add(ids[0]!)
      const own = await signIn(id)
      const doing = { ...act(id, id), trace: { sessionId: own.id } }
      const done =
        how === 'remove' ? await sql.one.acts.remove(doing, WEEK) : await sql.one.acts.reportStolen(doing)
      expect(done).to.deep.include({ ok: true, endedSessions: [own.id] })
      expect(await live()).to.deep.equal([owner.id])
    }
  })
})
