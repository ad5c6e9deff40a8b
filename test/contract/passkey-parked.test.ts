import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne, WEEK } from './passkeys-of-one.ts'

const HOUR = 60 * 60_000

onBothDatabases('what a thief undoes, to give it back when nobody looks any more', (sql) => {
  /** The owner's oldest passkey and another of his, and a mature one of a thief. */
  async function scene() {
    const all = await passkeysOfOne(sql, 3)
    const [owner, second, thief] = all.ids as [CredentialId, CredentialId, CredentialId]
    const park = async (arrival: Parameters<typeof sql.one.recoveries.freeze>[1], by = thief) => {
      await sql.one.recoveries.freeze(all.doing(by), arrival)
      expect(await sql.one.recoveries.undo(all.doing(by), arrival, false, WEEK)).to.equal(true)
    }
    return { all, owner, second, thief, park }
  }

  it('[S170] is stopped by an older passkey all the same, and stays frozen when it is given back', async () => {
    const { all, owner, thief, park } = await scene()
    const added = await all.add(thief)
    await park(added.arrival)
    const stopped = await sql.one.acts.stop(all.doing(owner))
    expect(stopped.ok && stopped.arrivals.map(({ name }) => name)).to.deep.equal(['added'])
    await all.lapse(added.id)
    expect(await all.restore(thief, added.id)).to.equal(null)
    expect(await all.statuses(added.id)).to.deep.equal(['frozen'])
    expect(await sql.one.recoveries.lift(all.doing(thief), added.arrival)).to.equal(false)
  })

  it('[S170] is stopped with the thief too, once that passkey is reported as stolen', async () => {
    const { all, owner, thief, park } = await scene()
    const added = await all.add(thief)
    await park(added.arrival)
    const stopped = await all.stolen(owner, thief)
    expect(stopped.ok && stopped.arrivals).to.have.length(1)
    expect(await all.state(added.arrival)).to.equal('frozen')
  })

  it('[S170] is left alone where the one that stops has undone it, or an older one', async () => {
    const { all, owner, second, thief, park } = await scene()
    const added = await all.add(thief)
    await park(added.arrival, owner)
    for (const by of [owner, second]) {
      const stopped = await sql.one.acts.stop(all.doing(by))
      expect(stopped.ok && stopped.arrivals).to.deep.equal([])
    }
    expect(await all.state(added.arrival)).to.equal('undone')
  })

  it('[S171] takes nothing away for good: an undone recovery retires nothing any more', async () => {
    const { all, owner, second, thief, park } = await scene()
    const { id, arrival } = await all.recover(thief, true, { retiredId: second, retireMode: 'lost' })
    await park(arrival)
    await all.lapse(id)
    expect(await all.restore(thief, id)).to.equal(null)
    await all.lapse(id)
    await sql.one.recoveries.sweep(HOUR)
    expect(await all.statuses(second)).to.deep.equal(['suspended'])
    expect(await all.restore(owner, second)).to.equal(null)
  })

  it('[S172] can be undone for a day at least after it was given back, however late', async () => {
    const { all, owner, thief, park } = await scene()
    const added = await all.add(thief)
    await park(added.arrival)
    await all.lapse(added.id)
    expect(await all.restore(thief, added.id)).to.equal(null)
    const { status, undoableSince, undoableUntil } = await all.find(added.id)
    expect(status).to.equal('active')
    expect(undoableSince).not.to.equal(null)
    expect(undoableUntil).to.be.closeTo(Date.now() + 24 * HOUR, 60_000)
    expect(await sql.one.recoveries.freeze(all.doing(owner), added.arrival)).not.to.equal(null)
  })

  it('[A101] stopping is written down once, and not where there was nothing to stop', async () => {
    const { all, owner, thief } = await scene()
    await all.add(thief)
    const times = async () => (await all.actions()).filter((action) => action === 'changes-stopped').length
    const counts = [await times()]
    for (let stops = 0; stops < 3; stops += 1) {
      expect(await sql.one.acts.stop(all.doing(owner))).to.include({ ok: true })
      counts.push(await times())
    }
    expect(counts).to.deep.equal([0, 1, 1, 1])
  })

  it('[A68] a renaming by a newer passkey stands apart from the others', async () => {
    const { all, owner, thief } = await scene()
    expect(await sql.one.acts.rename(all.act(thief, owner), 'Not the oldest')).to.deep.equal({ ok: true })
    for (const by of [thief, owner])
      expect(await sql.one.acts.rename(all.act(by, thief), 'The oldest')).to.deep.equal({ ok: true })
    const renamings = (await all.actions()).slice(0, 3)
    expect(renamings).to.deep.equal(['passkey-renamed', 'passkey-renamed', 'passkey-renamed-by-newer'])
  })
})
