import { expect } from 'chai'
import {
  LEFT_TO_OLDER,
  MOST_ADDED,
  MOST_BY_YOUNG,
  MOST_OFFERS,
  MOST_PASSKEYS,
  MOST_SESSIONS,
  MOST_UNPROVEN,
} from '../../server/passkeys/caps.ts'
import type { CredentialId, SessionId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { nextMillisecond, randomText } from './sql-samples.ts'

onBothDatabases('caps of an account', (sql) => {
  it('[S140] one more session ends the oldest of the same passkey, and none of another', async () => {
    const { ids, signIn, live } = await passkeysOfOne(sql, 2)
    const [thief, owner] = ids as [CredentialId, CredentialId]
    const stays = await signIn(owner)
    const begun: SessionId[] = []
    for (let many = 0; many < MOST_SESSIONS; many += 1) begun.push((await signIn(thief)).id)
    expect(await live()).to.have.members([stays.id, ...begun])
    const more = await signIn(thief, sql.other)
    expect(more.begun).to.deep.equal({ endedSessions: [begun[0]] })
    expect(await live()).to.have.members([stays.id, ...begun.slice(1), more.id])
  })

  it('[S143] one more ceremony puts out the oldest of the same session, and none of another', async () => {
    const [mine, theirs] = [randomText<SessionId>(), randomText<SessionId>()]
    const put = async (sessionId: SessionId | null, ttlMs: number) => {
      const id = randomText<string>()
      const rest = {
        ceremony: 'step-up',
        challenge: randomText<string>(32),
        accountId: null,
        data: '',
      } as const
      await sql.one.challenges.put({ ...rest, id, sessionId }, ttlMs)
      return id
    }
    const [other, free] = [await put(theirs, 60_000), await put(null, 60_000)]
    const ids: string[] = []
    for (let many = 0; many <= MOST_OFFERS; many += 1) {
      // Each ends before the one that began before it.
      ids.push(await put(mine, 600_000 - many * 1_000))
      await nextMillisecond()
    }
    expect(await sql.other.challenges.find(ids[0]!)).to.equal(null)
    for (const id of [...ids.slice(1), other, free])
      expect(await sql.other.challenges.find(id), id).not.to.equal(null)
  })

  it('[A47] a passkey adds ten in seven days, whatever becomes of them, and the others as many', async () => {
    const { ids, add, remove, find } = await passkeysOfOne(sql, 2)
    const [thief, owner] = ids as [CredentialId, CredentialId]
    for (let many = 0; many < MOST_ADDED; many += 1) {
      const added = await add(thief)
      expect(added.outcome).to.equal('added')
      await remove(thief, added.id)
    }
    expect((await add(thief)).outcome).to.equal('too-many')
    const added = await add(owner)
    expect([added.outcome, (await find(added.id)).status]).to.deep.equal(['added', 'active'])
    await sql.run(`update recoveries set undo_until = 0 where approved_by = '${thief}'`)
    expect((await add(thief)).outcome).to.equal('added')
  })

  it('[A48] young ones add twenty together, along any chain, and leave the mature ones theirs', async () => {
    const { ids, add } = await passkeysOfOne(sql, 2)
    const [thief, owner] = ids as [CredentialId, CredentialId]
    const young = [(await add(thief)).id]
    let added = 0
    for (let tries = 0; tries < 2 * MOST_BY_YOUNG; tries += 1) {
      const { id, outcome } = await add(young[tries % young.length]!)
      if (outcome === 'added') young.push(id)
      added += Number(outcome === 'added')
    }
    // The oldest of the chain had brought in one itself.
    expect(added).to.equal(MOST_BY_YOUNG + LEFT_TO_OLDER - 1)
    expect((await add(owner)).outcome).to.equal('added')
  })

  it('[A66] recoveries that young ones approve count with what they add, and leave the mature ones theirs', async () => {
    const { ids, add, recover } = await passkeysOfOne(sql, 2)
    const [thief, owner] = ids as [CredentialId, CredentialId]
    const young = (await recover(thief)).id
    for (let many = 0; many < MOST_BY_YOUNG; many += 2) {
      expect((await recover(young)).outcome).to.equal('registered')
      expect((await add(young)).outcome).to.equal('added')
    }
    expect((await recover(young, false)).outcome).to.equal('approver-gone')
    expect((await recover(owner)).outcome).to.equal('registered')
  })

  it('[A67] what younger ones have brought in leaves an older young one a few of its own, once they were stopped too', async () => {
    const { ids, add, doing, recover, statuses } = await passkeysOfOne(sql, 1)
    const owner = await recover(ids[0] as CredentialId)
    const young = [(await recover(owner.id)).id]
    for (let tries = 0; tries < MOST_BY_YOUNG; tries += 1) {
      const { id, outcome } = await add(young.at(-1)!)
      if (outcome === 'added') young.push(id)
    }
    expect(young).to.have.length(MOST_BY_YOUNG)
    await sql.one.acts.stop(doing(owner.id))
    expect(new Set(await statuses(...young))).to.deep.equal(new Set(['frozen']))
    for (let left = 1; left < LEFT_TO_OLDER; left += 1)
      expect((await recover(owner.id, false)).outcome).to.equal('registered')
    expect((await recover(owner.id, false)).outcome).to.equal('approver-gone')
    expect((await add(owner.id)).outcome).to.equal('too-many')
  })

  it('[S160] one more recovery that is not proven ends the oldest of the same passkey, and none of another', async () => {
    const { ids, recover, statuses, state } = await passkeysOfOne(sql, 2)
    const [thief, owner] = ids as [CredentialId, CredentialId]
    const others = [await recover(owner, false), await recover(thief)]
    const waiting = []
    for (let many = 0; many <= MOST_UNPROVEN; many += 1) waiting.push(await recover(thief, false))
    const [oldest, ...kept] = waiting
    expect([await statuses(oldest!.id), await state(oldest!.arrival)]).to.deep.equal([['removed'], 'ended'])
    expect(await oldest!.prove()).to.equal(null)
    for (const { prove } of [others[0]!, ...kept]) expect(await prove()).not.to.equal(null)
    expect(await statuses(...others.map(({ id }) => id))).to.deep.equal(['active', 'active'])
  })

  it('[A46] an account has a hundred, not counting what is set aside, and a recovery is never refused for it', async () => {
    const { ids, add, accountId, recover, remove, statuses } = await passkeysOfOne(sql, 2)
    const [first, second] = ids as [CredentialId, CredentialId]
    for (let many = 2; many < MOST_PASSKEYS; many += 1) {
      await sql.run(`insert into credentials select '${accountId} ${many}', account_id, public_key, counter, transports,
        aaguid, name, synced, backed_up, status, created_at, last_used_at, probation_until, recovery_id, suspended_by,
        suspended_at, leaves_at, bound_device, bound_network from credentials where id = '${second}'`)
    }
    expect((await add(first)).outcome).to.equal('too-many')
    expect(await statuses((await recover(first)).id)).to.deep.equal(['active'])
    for (const id of [second, `${accountId} 2` as CredentialId]) await remove(first, id)
    expect((await add(first)).outcome).to.equal('added')
  })
})
