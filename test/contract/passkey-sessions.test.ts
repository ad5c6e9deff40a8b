import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne, WEEK } from './passkeys-of-one.ts'
import { approvedBy, entry, nextMillisecond, sampleCredential, sampleFacts } from './sql-samples.ts'

const LATER = Number.MAX_SAFE_INTEGER

onBothDatabases('sessions and seniority', (sql) => {
  it('[S141] leaves sessions of older passkeys, and ends those of its own, of younger and of gone ones', async () => {
    const all = await passkeysOfOne(sql, 4)
    const [gone, older, own, younger] = all.ids as [CredentialId, ...CredentialId[]]
    const of = async (id: CredentialId) => (await all.signIn(id)).id
    const [a, b, c, d] = [await of(gone), await of(older!), await of(own!), await of(younger!)]
    await sql.run(`update credentials set status = 'removed' where id = '${gone}'`)
    const end = (ids: (typeof a)[], by = own!) => sql.other.sessions.endBy(all.doing(by), ids, LATER)
    expect(await end([b])).to.deep.equal({ ended: [], stayed: 1, allOfOlder: true })
    const ended = await end([a, b, c, d])
    expect(ended.ended).to.have.members([a, c, d])
    expect(ended).to.include({ stayed: 1, allOfOlder: false })
    expect(await all.live()).to.deep.equal([b])
    expect((await all.actions())[0]).to.equal('session-ended')
    expect(await end([])).to.deep.equal({ ended: [], stayed: 0, allOfOlder: false })
  })

  it('[S142] leaves what began when the step-up began, or later', async () => {
    const all = await passkeysOfOne(sql, 1)
    const [own] = all.ids as [CredentialId]
    const [before, after] = [await all.signIn(own), await all.signIn(own)]
    const { createdAt } = (await sql.one.sessions.list(all.accountId, 100)).find(({ id }) => id === after.id)!
    const ids = [before.id, after.id]
    const ended = await sql.one.sessions.endBy(all.doing(own), ids, createdAt)
    expect(ended).to.deep.equal({ ended: [before.id], stayed: 1, allOfOlder: false })
  })

  it('[S144] [S147] a proof ends others that had begun by the approval, and none of an older passkey', async () => {
    const all = await passkeysOfOne(sql, 3)
    const [older, approver, younger] = all.ids as [CredentialId, ...CredentialId[]]
    const approving = await all.signIn(approver!)
    const [a, b, c] = [await all.signIn(older), await all.signIn(approver!), await all.signIn(younger!)]
    await nextMillisecond()
    const facts = sampleFacts(all.accountId, {
      ...approvedBy(approver!, approving.id, Date.now()),
      endOtherSessions: true,
    })
    await nextMillisecond()
    const late = await all.signIn(younger!)
    const fresh = sampleCredential(all.accountId)
    await sql.one.recoveries.register(facts, fresh, entry('recovery-registered', all.accountId))
    const limits = {
      unprovenMs: WEEK,
      probationMs: 0,
      unapprovedProbationMs: 0,
      level: 'hold' as const,
      undoMs: WEEK,
    }
    const proven = await sql.one.recoveries.prove(fresh.id, limits, entry('recovery-proven', all.accountId))
    expect(proven).to.have.property('endedSessions').with.members([b.id, c.id])
    expect(await all.live()).to.have.members([approving.id, a.id, late.id])
  })
})
