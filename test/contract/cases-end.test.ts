import { expect } from 'chai'
import { END_AGAIN_MS } from '../../server/methods/assisted/case-lifetimes.ts'
import type { Helping } from '../../server/methods/assisted/cases.ts'
import type { CredentialId, PageKey } from '../../shared/ids.ts'
import { casesScene } from './cases-scene.ts'
import { mailedNotices, told } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { DAY, HOUR, newPage, slowScene } from './slow-scene.ts'
import { atOnce, randomText } from './sql-samples.ts'

const REASON = 'The owner called, and it was not them'

onBothDatabases('ending what came of a case', (sql) => {
  const { newSupporter, confirmed, pass, rowOf, prove } = casesScene(sql)

  /** A case whose code was used on its page, for an account with these passkeys. */
  async function used(passkeys = 1, before?: PageKey) {
    const scene = await slowScene(sql, passkeys)
    const other = before && (await scene.prove(before))
    const of = await confirmed(scene.accountId)
    const proven = await prove(of)
    if (proven === 'void') throw new Error('It was void.')
    const find = async () => (await sql.other.cases.list({ number: of.number, most: 1 }))[0] ?? null
    return { ...scene, ...of, other, find, recoveryId: proven.recovery.id }
  }
  /** The same once the new passkey was registered beside a backup code, and has signed in unless it says not. */
  async function arrived({ passkeys = 1, proven = true } = {}) {
    const all = await used(passkeys)
    await all.prove(all.pageKey)
    await all.pass(all.recoveryId, DAY + HOUR)
    const id = randomText<CredentialId>(32)
    expect(await all.register(await all.prove(all.pageKey), id)).to.equal('registered')
    if (proven) expect(await all.proveNew(id)).not.to.equal(null)
    return { ...all, id }
  }
  const end = async (by: Helping, { caseId }: { readonly caseId: string }, stores = sql.one) => {
    const done = await stores.cases.end(by, caseId, REASON, WEEK)
    return done.ok ? 'ended' : done.code
  }

  it('[C25] ends a recovery that waits, and one whose passkey has not signed in', async () => {
    const waits = await used()
    expect(await end(await newSupporter(), waits)).to.equal('ended')
    const registered = await arrived({ proven: false })
    expect(await end(await newSupporter(), registered)).to.equal('ended')
    expect(await registered.proveNew(registered.id)).to.equal(null)
    expect(await registered.statuses(registered.id)).to.deep.equal(['removed'])
    for (const { recoveryId } of [waits, registered])
      expect(await sql.other.recoveries.find(recoveryId)).to.include({
        ...{ state: 'ended', cause: 'support-ended' },
      })
  })

  it('[C25] undoes one that is done, with the sessions of its passkey and what it added, for seven days', async () => {
    const scene = await arrived()
    const { id, ids, add, signIn, live, state, statuses, recoveryId, restore } = scene
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    await signIn(id)
    const stays = await signIn(ids[0]!)
    const added = await add(id)
    expect(await end(await newSupporter(), scene)).to.equal('ended')
    expect(await statuses(id, added.id)).to.deep.equal(['suspended', 'frozen'])
    expect([await state(recoveryId), await state(added.arrival)]).to.deep.equal(['undone', 'frozen'])
    expect(await live()).to.deep.equal([stays.id])
    expect(await restore(id, id)).to.equal('step_up_refused')
    expect(await restore(ids[0]!, id)).to.equal(null)

    const late = await arrived()
    await late.lapse(late.id)
    expect(await late.find()).to.equal(null)
    expect(await end(await newSupporter(), late)).to.equal('not_found')
    expect(await late.statuses(late.id)).to.deep.equal(['active'])
  })

  it('[C25] [R67] undoes one that an older passkey has paused, with what it added before', async () => {
    const { id, ids, add, doing, state, statuses, recoveryId, ...scene } = await arrived()
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    const added = await add(id)
    expect(await sql.one.recoveries.freeze(doing(ids[0]!), recoveryId)).not.to.equal(null)
    expect(await sql.other.recoveries.find(recoveryId)).to.include({ state: 'frozen' })
    expect(await statuses(id, added.id)).to.deep.equal(['frozen', 'active'])
    expect(await end(await newSupporter(), scene)).to.equal('ended')
    expect(await statuses(id, added.id)).to.deep.equal(['suspended', 'frozen'])
    expect([await state(recoveryId), await state(added.arrival)]).to.deep.equal(['undone', 'frozen'])
  })

  it('[C26] touches no other recovery of the account', async () => {
    const scene = await used(1, newPage())
    const link = await sql.one.operatorLinks.make(scene.accountId)
    expect(await end(await newSupporter(), scene)).to.equal('ended')
    expect(await scene.standing(scene.other!)).to.equal('on-hold')
    expect(await scene.state(scene.recoveryId)).to.equal('ended')
    expect(await sql.other.operatorLinks.find(link.secret)).not.to.equal(null)
    // A case whose code nobody used has nothing to end.
    const unused = await confirmed()
    expect(await end(await newSupporter(), unused)).to.equal('not_found')
    expect(await rowOf(unused.caseId)).to.include({ state: 'confirmed' })
  })

  it('[C26] finds one for which a second case was used after the hold, by either of them', async () => {
    const scene = await used()
    await scene.pass(scene.recoveryId, WEEK + HOUR)
    const second = await confirmed(scene.accountId)
    await sql.run(`update cases set page_key = '${scene.pageKey}' where id = '${second.caseId}'`)
    const proven = await prove({ ...second, pageKey: scene.pageKey })
    if (proven === 'void') throw new Error('It was void.')
    expect(proven.recovery.id).to.equal(scene.recoveryId)
    expect(await end(await newSupporter(), second)).to.equal('ended')
    expect(await scene.state(scene.recoveryId)).to.equal('ended')
    expect(await scene.find()).to.equal(null)
  })

  it('[C27] asks the same of a supporter as to vouch, whoever vouched', async () => {
    const scene = await used()
    const fresh = await newSupporter(DAY)
    expect(await end(fresh, scene)).to.equal('case_supporter_new')
    const former = await newSupporter()
    const { accountId } = former
    await sql.one.admins.revoke(accountId, { action: 'admin-revoked', accountId })
    expect(await end(former, scene)).to.equal('not_admin')
    const own = await newSupporter()
    await sql.run(`update cases set account_id = '${own.accountId}' where id = '${scene.caseId}'`)
    await sql.run(`update recoveries set account_id = '${own.accountId}' where id = '${scene.recoveryId}'`)
    expect(await end(own, scene)).to.equal('case_own_account')
    expect((await scene.find())?.state).to.equal('used')
    const another = await used()
    expect(await end(another.supporters[0], another)).to.equal('ended')
  })

  it('[C28] is done by one supporter once in 30 days for an account', async () => {
    const scene = await used()
    const [rogue, other] = [await newSupporter(), await newSupporter()]
    expect(await end(rogue, scene)).to.equal('ended')
    const again = async () => {
      const of = await confirmed(scene.accountId)
      await prove(of)
      return of
    }
    const next = await again()
    expect(await end(rogue, next)).to.equal('case_ended_before')
    // Of another account, and by another supporter.
    expect(await end(rogue, await used())).to.equal('ended')
    expect(await end(other, next)).to.equal('ended')
    const last = await again()
    await sql.run(`update cases set ended_at = ended_at - ${END_AGAIN_MS - DAY} where id = '${scene.caseId}'`)
    // What counts is not forgotten with its case.
    await pass(scene.caseId, 60 * DAY)
    await sql.one.forget({ auditMs: 30 * DAY })
    expect(await end(rogue, last)).to.equal('case_ended_before')
    await sql.run(`update cases set ended_at = ended_at - ${DAY} where id = '${scene.caseId}'`)
    expect(await end(rogue, last)).to.equal('ended')
    await sql.one.forget({ auditMs: 30 * DAY })
    expect(await rowOf(scene.caseId)).to.equal(undefined)
  })

  it('[C29] happens once, however many do it at once, and is written down for both', async () => {
    const { giveAddress, mailedTo } = mailedNotices(sql)
    const scene = await used()
    const address = await giveAddress(scene.accountId)
    const supporters = [await newSupporter(), await newSupporter()] as const
    const ended = await atOnce([sql.one, sql.other], 10, (stores, turn) =>
      end(supporters[turn % 2 ? 0 : 1], scene, stores),
    )
    expect(ended.filter((one) => one === 'ended')).to.have.length(1)
    const actions = await scene.actions()
    expect(actions.slice(0, 2)).to.have.members(['case-taken-back', 'recovery-ended'])
    expect(actions.filter((one) => one === 'case-taken-back')).to.have.length(1)
    const entries = await Promise.all(supporters.map(({ accountId }) => sql.other.audit.list(accountId, 1)))
    const written = entries.flat().filter(({ action }) => action === 'case-ended')
    expect(written.map(({ detail }) => detail)).to.deep.equal([`${scene.number}: ${REASON}`])
    const ofOwner = await sql.other.audit.list(scene.accountId, 100)
    expect(JSON.stringify(ofOwner)).not.to.include(REASON)
    expect((await mailedTo(address)).map(told)).to.deep.equal(['case-taken-back'])
  })

  it('[C30] is offered as long as there is something to end, after the cases that wait', async () => {
    const scene = await used()
    expect(await scene.find()).to.include({ state: 'used', caseId: scene.caseId })
    const open = await casesScene(sql).opened(scene.accountId)
    const listed = async () =>
      (await sql.other.cases.list({ number: null, most: 100_000 }))
        .map(({ caseId }) => caseId)
        .filter((id) => [scene.caseId, open.caseId].includes(id))
    expect(await listed()).to.deep.equal([open.caseId, scene.caseId])
    await scene.stop(scene.ids[0]!, { recovery: { id: scene.recoveryId } } as never)
    expect(await listed()).to.deep.equal([open.caseId])
    expect(await scene.find()).to.equal(null)
  })
})
