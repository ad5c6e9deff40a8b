import { expect } from 'chai'
import { before } from 'mocha'
import { MOST_UNPROVEN } from '../../server/passkeys/caps.ts'
import { PROBATION_MS, UNAPPROVED_PROBATION_MS } from '../../server/recovery/lifetimes.ts'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import { createRecoveryLedger } from '../../server/stores/sql/recovery/ledger.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne, WEEK } from './passkeys-of-one.ts'
import { slowScene } from './slow-scene.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

/** As a method says it in which no passkey of the account takes part. */
const UNAPPROVED: Pick<RecoveryFacts, 'proofs'> = { proofs: [{ method: 'pairing', at: 0, approval: null }] }

onBothDatabases('a recovery that no passkey approved', (given) => {
  // Here the policy takes every proof. All else is as it stands.
  const sql = {} as SqlUnderTest
  before(() => {
    const recoveries = createRecoveryLedger(given.database, () => true)
    Object.assign(sql, { ...given, one: { ...given.one, recoveries } })
  })

  it('[S211] registers nothing, since such proofs are not enough', async () => {
    for (const proofs of [[], UNAPPROVED.proofs]) {
      const all = await passkeysOfOne(given, 1)
      const { outcome, id, arrival } = await all.recover(all.ids[0]!, false, { proofs })
      expect(outcome).to.equal('unjustified')
      expect(await given.other.recoveries.find(arrival)).to.equal(null)
      expect(await given.other.credentials.find(id)).to.equal(null)
    }
  })

  async function recovered(changes: Partial<RecoveryFacts> = {}) {
    const all = await passkeysOfOne(sql, 2)
    const [oldest, second] = all.ids as [CredentialId, CredentialId]
    const sessions = [await all.signIn(oldest), await all.signIn(second)]
    const came = await all.recover(second, true, { retiredId: second, ...UNAPPROVED, ...changes })
    return { ...all, oldest, second, sessions: sessions.map(({ id }) => id), ...came }
  }

  it('[A117] is judged by each older passkey, and by none that came later', async () => {
    const { oldest, second, id, arrival, add, doing, statuses } = await recovered()
    const { recoveries } = sql.one
    const later = await add(oldest)
    for (const by of [id, later.id]) expect(await recoveries.freeze(doing(by), arrival)).to.equal(null)
    expect(await recoveries.freeze(doing(second), arrival)).to.deep.equal({ endedSessions: [] })
    expect(await recoveries.lift(doing(oldest), arrival)).to.equal(true)
    expect(await recoveries.freeze(doing(oldest), arrival)).not.to.equal(null)
    expect(await recoveries.undo(doing(second), arrival, false, WEEK)).to.equal(true)
    expect(await statuses(id)).to.deep.equal(['suspended'])
  })

  it('[A117] stops when an older passkey stops changes, and not with a passkey that was stolen', async () => {
    const { oldest, second, arrival, stolen, doing, state } = await recovered()
    await stolen(oldest, second)
    expect(await state(arrival)).to.equal('done')
    expect(await sql.one.acts.stop(doing(oldest))).to.include({ ok: true })
    expect(await state(arrival)).to.equal('frozen')
  })

  it('[A117] removes no passkey that was suspended before, when its time for an undo is over', async () => {
    const all = await passkeysOfOne(sql, 2)
    const [oldest, second] = all.ids as [CredentialId, CredentialId]
    await all.stolen(oldest, second)
    const came = await all.recover(oldest, true, { retiredId: second, retireMode: 'lost', ...UNAPPROVED })
    await all.lapse(came.id)
    await sql.other.recoveries.sweep(WEEK)
    expect(await all.statuses(second)).to.deep.equal(['suspended'])
    expect(await all.restore(oldest, second)).to.equal(null)
  })

  it('[S163] nor if its approver was removed since then', async () => {
    const { ids, recover, remove, stolen, statuses, lapse, restore } = await passkeysOfOne(sql, 3)
    const [owner, approver, phone] = ids as [CredentialId, CredentialId, CredentialId]
    const fresh = await recover(approver, false, { retiredId: phone, retireMode: 'lost' })
    await stolen(owner, phone)
    await remove(owner, approver)
    expect(await fresh.prove()).not.to.equal(null)
    await lapse(fresh.id)
    await sql.other.recoveries.sweep(WEEK)
    expect(await statuses(phone)).to.deep.equal(['suspended'])
    expect(await restore(owner, phone)).to.equal(null)
  })

  it('[A117] delays no retirement that a passkey approved', async () => {
    const all = await passkeysOfOne(sql, 2)
    const [oldest, second] = all.ids as [CredentialId, CredentialId]
    const retires = { retiredId: second, retireMode: 'lost' } as const
    const rightful = await all.recover(oldest, true, retires)
    await all.recover(oldest, true, { ...retires, ...UNAPPROVED })
    await all.lapse(rightful.id)
    await sql.other.recoveries.sweep(WEEK)
    expect(await all.statuses(second)).to.deep.equal(['removed'])
  })

  it('[S160] ends the oldest of its kind when there are too many unproven ones, and none that a passkey approved', async () => {
    const { ids, recover, state } = await passkeysOfOne(sql, 1)
    const approved = await recover(ids[0]!, false)
    const arrivals: RecoveryId[] = []
    for (let many = 0; many <= MOST_UNPROVEN; many += 1)
      arrivals.push((await recover(ids[0]!, false, UNAPPROVED)).arrival)
    const states = await Promise.all([approved.arrival, ...arrivals].map(state))
    expect(states).to.deep.equal(['registered', 'ended', 'registered', 'registered'])
  })

  it('[S160] so it is with those that are registered by proofs', async () => {
    const { proveEnough, register, state } = await slowScene(sql)
    const arrivals: RecoveryId[] = []
    for (let many = 0; many <= MOST_UNPROVEN; many += 1) {
      // By two, each would end those before it [R80].
      const enough = await proveEnough('one')
      expect(await register(enough)).to.equal('registered')
      arrivals.push(enough.recovery.id)
    }
    expect(await Promise.all(arrivals.map(state))).to.deep.equal(['ended', 'registered', 'registered'])
  })

  it('[A130] gives its passkey a longer probation', async () => {
    const { ids, recover, find } = await passkeysOfOne(sql, 1)
    const limits = { probationMs: PROBATION_MS, unapprovedProbationMs: UNAPPROVED_PROBATION_MS }
    expect(UNAPPROVED_PROBATION_MS).to.equal(3 * PROBATION_MS)
    for (const [changes, lasts] of [
      [{}, PROBATION_MS],
      [UNAPPROVED, UNAPPROVED_PROBATION_MS],
    ] as const) {
      const came = await recover(ids[0]!, false, changes)
      const from = Date.now()
      await came.prove(sql.one, limits)
      expect((await find(came.id)).probationUntil).to.be.within(from + lasts, Date.now() + lasts)
    }
  })

  for (const retireMode of ['lost', 'stolen'] as const)
    it(`[A117] suspends no passkey that it calls ${retireMode}, and ends no session`, async () => {
      const { second, statuses, sessions, live } = await recovered({
        retireMode,
        endOtherSessions: true,
      })
      expect(await statuses(second)).to.deep.equal(['active'])
      expect(await live()).to.have.members(sessions)
    })
})
