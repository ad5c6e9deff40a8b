import { expect } from 'chai'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne, WEEK } from './passkeys-of-one.ts'

/** As a method says it in which no passkey of the account takes part. */
const UNAPPROVED: Pick<RecoveryFacts, 'proofs'> = { proofs: [{ method: 'pairing', at: 0, approval: null }] }

onBothDatabases('a recovery that no passkey approved', (sql) => {
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

  for (const retireMode of ['lost', 'stolen'] as const)
    it(`[A117] suspends no passkey that it calls ${retireMode}, and ends no session`, async () => {
      const { second, statuses, sessions, live, actions } = await recovered({
        retireMode,
        endOtherSessions: true,
      })
      expect(await statuses(second)).to.deep.equal(['active'])
      expect(await live()).to.have.members(sessions)
      expect(await actions()).to.include('passkey-kept')
    })
})
