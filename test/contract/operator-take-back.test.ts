import { expect } from 'chai'
import type { LinkKind } from '../../server/methods/assisted/operator-links.ts'
import { standingOf } from '../../server/recovery/slow/standing.ts'
import type { CredentialId, PageKey, RecoveryId } from '../../shared/ids.ts'
import { proveOnPage } from '../support/prove-on-page.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { WEEK } from './passkeys-of-one.ts'
import { newPage, slowScene } from './slow-scene.ts'
import { atOnce, givePasskey, randomText, sampleCredential } from './sql-samples.ts'

onBothDatabases('taking back what came of an operator’s link', (sql) => {
  /** An account with these passkeys, whose operator can make links that pages use. */
  async function operated(passkeys: number) {
    const scene = await slowScene(sql, passkeys)
    const { accountId } = scene
    return {
      ...scene,
      takeBack: (stores = sql.one) => stores.operatorLinks.takeBack(accountId, WEEK),
      async newLink(kind?: LinkKind) {
        const { secret } = await sql.one.operatorLinks.make(accountId, kind)
        return { secret, id: (await sql.one.operatorLinks.find(secret))!.id }
      },
      press: (id: string, page: PageKey) =>
        proveOnPage(sql.one.slowRecoveries, {
          given: { accountId, method: 'assisted', evidence: JSON.stringify([id, page]) },
          pageKey: page,
          requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
          recoveryId: randomText<RecoveryId>(),
          level: 'aal2',
        }),
    }
  }

  /** The same with a passkey that came by a link, on a page of its own unless another is given. */
  async function recovered({
    passkeys = 2,
    proven = true,
    page = newPage(),
    kind = 'recovery' as LinkKind,
  } = {}) {
    const all = await operated(passkeys)
    const link = await all.newLink(kind)
    const begun = await all.press(link.id, page)
    if (begun === 'void') throw new Error('The link was void.')
    const id = randomText<CredentialId>(32)
    expect(await all.register(begun, id)).to.equal('registered')
    if (proven) expect(await all.proveNew(id)).not.to.equal(null)
    return { ...all, id, page, link, arrival: begun.recovery.id }
  }

  it('[O10] sets the passkey aside, with its sessions and what it added', async () => {
    const { id, ids, arrival, add, signIn, live, state, statuses, takeBack, actions } = await recovered()
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    await signIn(id)
    const stays = await signIn(ids[0]!)
    const added = await add(id)
    expect(await takeBack()).to.deep.equal({ outcome: 'undone', credentialId: id })
    expect(await statuses(id, added.id)).to.deep.equal(['suspended', 'frozen'])
    expect([await state(arrival), await state(added.arrival)]).to.deep.equal(['undone', 'frozen'])
    expect(await live()).to.deep.equal([stays.id])
    expect((await actions()).slice(0, 3)).to.deep.equal([
      'recovery-undone',
      'recovery-frozen',
      'recovery-frozen',
    ])
  })

  it('[O10] lets an older passkey restore it, and lift what it added, and not itself', async () => {
    const { id, ids, add, restore, statuses, takeBack, doing } = await recovered()
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    const added = await add(id)
    await takeBack()
    expect(await restore(id, id)).to.equal('step_up_refused')
    expect(await restore(ids[0]!, id)).to.equal(null)
    expect(await sql.one.recoveries.lift(doing(ids[0]!), added.arrival)).to.equal(true)
    expect(await statuses(id, added.id)).to.deep.equal(['active', 'active'])
  })

  it('[O10] undoes one that its owner has frozen', async () => {
    const { arrival, id, ids, doing, state, statuses, takeBack } = await recovered()
    expect(await sql.one.recoveries.freeze(doing(ids[1]!), arrival)).not.to.equal(null)
    expect(await takeBack()).to.deep.equal({ outcome: 'undone', credentialId: id })
    expect([await state(arrival), ...(await statuses(id))]).to.deep.equal(['undone', 'suspended'])
  })

  it('[O10] [R67] undoes one that is paused, and ends the sessions of what it added', async () => {
    const { arrival, id, ids, add, doing, live, signIn, statuses, takeBack } = await recovered()
    await sql.run(`update credentials set probation_until = null where id = '${id}'`)
    await sql.run(`update recoveries set outweighs = 1 where id = '${arrival}'`)
    const added = await add(id)
    await signIn(added.id)
    expect(await sql.one.recoveries.freeze(doing(ids[1]!), arrival)).not.to.equal(null)
    expect(await live()).to.have.length(1)
    expect(await takeBack()).to.deep.equal({ outcome: 'undone', credentialId: id })
    expect(await statuses(id, added.id)).to.deep.equal(['suspended', 'frozen'])
    expect(await live()).to.deep.equal([])
  })

  it('[O16] [R83] undoes what two passkeys keep frozen, or have lifted, which none of them can, and no other', async () => {
    for (const lifted of [false, true]) {
      const { arrival, id, ids, doing, state, statuses, takeBack } = await recovered()
      await sql.run(`update recoveries set proofs = '[]' where id = '${arrival}'`)
      expect(await sql.one.recoveries.freeze(doing(ids[1]!), arrival)).not.to.equal(null)
      expect(await takeBack()).to.deep.equal({ outcome: 'nothing' })
      expect(await sql.one.recoveries.lift(doing(ids[1]!), arrival)).to.equal(true)
      await sql.run(`update recoveries set outweighs = 1, tie_before = 2 where id = '${arrival}'`)
      await sql.run(`update credentials set created_at = 1 where id in ('${ids[0]}', '${ids[1]}')`)
      expect(await sql.one.recoveries.freeze(doing(ids[1]!), arrival)).not.to.equal(null)
      expect(await takeBack()).to.deep.equal({ outcome: 'nothing' })
      expect(await sql.one.recoveries.freeze(doing(ids[0]!), arrival)).not.to.equal(null)
      if (lifted) expect(await sql.one.recoveries.lift(doing(ids[0]!), arrival)).to.equal(true)
      expect(await takeBack(sql.other)).to.deep.equal({ outcome: 'undone', credentialId: id })
      expect([await state(arrival), ...(await statuses(id))]).to.deep.equal(['undone', 'suspended'])
    }
  })

  it('[O10] ends one whose passkey has not signed in, or was not made yet', async () => {
    const registered = await recovered({ proven: false })
    expect(await registered.takeBack()).to.deep.equal({ outcome: 'ended' })
    expect(await registered.proveNew(registered.id)).to.equal(null)
    expect(await registered.statuses(registered.id)).to.deep.equal(['removed'])

    const open = await operated(1)
    const { id } = await open.newLink()
    const page = newPage()
    const begun = await open.press(id, page)
    if (begun === 'void') throw new Error('The link was void.')
    expect(await open.takeBack()).to.deep.equal({ outcome: 'ended' })
    expect(await open.register(begun)).to.equal('taken')
    expect(await open.press(id, page)).to.equal('void')
    for (const recoveryId of [registered.arrival, begun.recovery.id])
      expect((await sql.other.recoveries.find(recoveryId))?.cause).to.equal('operator-ended')
  })

  it('[O10] finds one for which something else was proven first', async () => {
    const scene = await operated(1)
    const page = newPage()
    await scene.prove(page)
    expect(await scene.press((await scene.newLink()).id, page)).not.to.equal('void')
    expect(await scene.takeBack()).to.deep.equal({ outcome: 'ended' })
  })

  it('[O10] happens once, however many do it at once', async () => {
    const { takeBack, actions } = await recovered()
    const taken = await atOnce([sql.one, sql.other], 10, takeBack)
    expect(taken.filter(({ outcome }) => outcome === 'undone')).to.have.length(1)
    expect((await actions()).filter((action) => action === 'recovery-undone')).to.have.length(1)
  })

  it('[O10] touches nothing after seven days, and nothing that came in another way', async () => {
    const { id, ids, recover, lapse, takeBack, statuses } = await recovered()
    const paired = await recover(ids[0]!)
    await lapse(id)
    expect(await takeBack()).to.deep.equal({ outcome: 'nothing' })
    expect(await statuses(id, paired.id)).to.deep.equal(['active', 'active'])
  })

  it('[O4] takes the link from its page again until the passkey is registered, as one recovery', async () => {
    const scene = await operated(1)
    const { id } = await scene.newLink()
    const page = newPage()
    const first = await scene.press(id, page)
    const again = await scene.press(id, page)
    if (first === 'void' || again === 'void') throw new Error('The link was void.')
    expect(again.recovery.id).to.equal(first.recovery.id)
    expect(await scene.press(id, newPage())).to.equal('void')
    expect(await scene.register(again)).to.equal('registered')
    expect(await scene.press(id, page)).to.equal('void')
  })

  it('[O10] voids the link for the page that used it, and no newer link', async () => {
    const used = await recovered()
    await used.takeBack()
    expect(await sql.one.operatorLinks.find(used.link.secret)).to.equal(null)

    const { takeBack, newLink } = await recovered()
    const newer = await newLink()
    await takeBack()
    expect(await sql.one.operatorLinks.find(newer.secret)).not.to.equal(null)
  })

  it('[R3] [O17] an enrolment link is enough for an account that never had a passkey, and else counts as help by others', async () => {
    const first = await recovered({ passkeys: 0, kind: 'enrolment' })
    expect(await first.takeBack()).to.deep.equal({ outcome: 'undone', credentialId: first.id })

    // One that was registered and never signed in is none.
    const again = await recovered({ passkeys: 0, kind: 'enrolment', proven: false })
    await again.takeBack()
    const next = await again.press((await again.newLink('enrolment')).id, newPage())
    if (next === 'void') throw new Error('The link was void.')
    expect(await again.register(next)).to.equal('registered')

    // The account got a passkey after the link was made, and after it was used.
    const scene = await operated(0)
    const page = newPage()
    const used = await scene.press((await scene.newLink('enrolment')).id, page)
    if (used === 'void') throw new Error('The link was void.')
    expect(await scene.standing(used)).to.equal('ready')
    await givePasskey(sql.one, sampleCredential(scene.accountId))
    expect(await scene.standing(used)).to.equal('on-hold')
    expect(await scene.register(used)).to.equal('unjustified')
    const found = (await scene.elsewhere.find(used.recovery.id, page))!
    expect(standingOf(found, 'aal2').state).to.equal('needs-another-proof')
    await scene.prove(page, 'backup-code')
    expect(await scene.standing(used)).to.equal('on-hold')
    expect(await scene.takeBack()).to.deep.equal({ outcome: 'ended' })
  })

  it('[O11] is not on probation if it is the first passkey that could sign in, and only then', async () => {
    const isOnProbation = async ({ id, find }: Awaited<ReturnType<typeof recovered>>) =>
      (await find(id)).onProbation
    for (const kind of ['recovery', 'enrolment'] as const)
      expect(await isOnProbation(await recovered({ passkeys: 0, kind }))).to.equal(false)
    expect(await isOnProbation(await recovered({ passkeys: 1 }))).to.equal(true)

    // One that was registered and never signed in does not count. One that was removed does.
    const scene = await recovered({ passkeys: 0, proven: false })
    const next = async () => {
      await scene.takeBack()
      const begun = await scene.press((await scene.newLink()).id, newPage())
      if (begun === 'void') throw new Error('The link was void.')
      const id = randomText<CredentialId>(32)
      await scene.register(begun, id)
      await scene.proveNew(id)
      return (await scene.find(id)).onProbation
    }
    expect(await next()).to.equal(false)
    await sql.run(`update credentials set status = 'removed' where account_id = '${scene.accountId}'`)
    expect(await next()).to.equal(true)
  })
})
