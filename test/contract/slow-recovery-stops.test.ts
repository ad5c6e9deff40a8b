import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { randomText } from './sql-samples.ts'

onBothDatabases('stopping a recovery without another device', (sql) => {
  const both = async (scene: SlowScene, method: 'email' | 'assisted' = 'assisted') => {
    const page = newPage()
    await scene.prove(page)
    const proven = await scene.proveWith(page, 'assisted', await scene.newEvidence({ method }))
    if (proven === 'void') throw new Error('The evidence was void.')
    return proven
  }
  const registered = async (scene: SlowScene) => {
    const proven = await both(scene, 'email')
    const id = randomText<CredentialId>(32)
    expect(await scene.register(proven, id)).to.equal('registered')
    return { proven, id }
  }
  /** One proof that was given again after its hold. */
  const registeredByOne = async (scene: SlowScene) => {
    const page = newPage()
    const first = await scene.prove(page)
    await scene.pass(first.recovery.id, 3 * DAY + HOUR)
    const proven = await scene.prove(page)
    const id = randomText<CredentialId>(32)
    expect(await scene.register(proven, id)).to.equal('registered')
    return { proven, id }
  }

  it('[R50] ends one with one proof, which then registers nothing, and bars no other', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    const proven = await scene.prove(page)
    expect(await scene.stop(scene.ids[0]!, proven)).to.deep.equal({ outcome: 'ended' })
    expect(await scene.standing(proven)).to.equal('ended')
    expect(await scene.register(proven)).to.equal('taken')
    expect(await scene.stop(scene.ids[0]!, proven)).to.deep.equal({ outcome: 'not-there' })
    const another = await scene.prove(page)
    expect(another.recovery.id).not.to.equal(proven.recovery.id)
    expect(await scene.standing(another)).to.equal('on-hold')
  })

  it('[R54] pauses one with two proofs, once', async () => {
    const scene = await slowScene(sql, 2)
    const proven = await both(scene)
    const paused = await scene.stop(scene.ids[0]!, proven)
    expect(paused).to.deep.include({ outcome: 'paused' })
    expect(await scene.standing(proven)).to.equal('paused')
    expect(await scene.stop(scene.ids[1]!, proven)).to.deep.equal({ outcome: 'nothing' })
    expect(await scene.actions()).to.include('recovery-paused')
  })

  it('[R54] takes one that could register back into waiting', async () => {
    const scene = await slowScene(sql)
    const ready = await both(scene, 'email')
    expect(await scene.standing(ready)).to.equal('ready')
    await scene.stop(scene.ids[0]!, ready)
    expect(await scene.register(ready)).to.equal('unjustified')
    await scene.pass(ready.recovery.id, 3 * DAY + HOUR)
    expect(await scene.standing(ready)).to.equal('needs-proof-again')
    const again = await scene.prove(ready.recovery.pageKey)
    expect(await scene.register(again)).to.equal('registered')
  })

  it('[R47] pauses once for all pages that it moves to', async () => {
    const scene = await slowScene(sql)
    await scene.stop(scene.ids[0]!, await both(scene))
    const moved = await both(scene)
    expect(await scene.standing(moved)).to.equal('paused')
    expect(await scene.stop(scene.ids[0]!, moved)).to.deep.equal({ outcome: 'nothing' })
  })

  it('[R50] takes back a passkey that is registered and not proven', async () => {
    const scene = await slowScene(sql)
    const { proven, id } = await registeredByOne(scene)
    expect(await scene.stop(scene.ids[0]!, proven)).to.deep.equal({ outcome: 'ended' })
    expect((await scene.find(id)).status).to.equal('removed')
    expect(await scene.proveNew(id)).to.equal(null)
  })

  it('[R54] leaves a passkey that two proofs registered', async () => {
    const scene = await slowScene(sql)
    const { proven, id } = await registered(scene)
    expect(await scene.stop(scene.ids[0]!, proven)).to.deep.equal({ outcome: 'nothing' })
    expect(await scene.proveNew(id)).not.to.equal(null)
  })

  it('[R55] is for no passkey that was stopped or is on probation, and [R56] for none of another account', async () => {
    const [scene, other] = [await slowScene(sql, 2), await slowScene(sql)]
    const [first, second] = scene.ids as [CredentialId, CredentialId]
    const proven = await scene.prove(newPage())
    expect(await other.stop(other.ids[0]!, proven)).to.deep.equal({ outcome: 'not-there' })
    await scene.stolen(first, second)
    expect(await scene.stop(second, proven)).to.deep.equal({ outcome: 'may-not' })
    await sql.run(`update credentials set probation_until = 99999999999999 where id = '${first}'`)
    expect(await scene.stop(first, proven)).to.deep.equal({ outcome: 'may-not' })
    expect(await scene.standing(proven)).to.equal('on-hold')
  })

  it('[R58] comes with stopping all changes, as far as the passkey reaches', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const one = await scene.prove(newPage(), 'assisted')
    const stopped = await sql.one.acts.stop(scene.doing(owner))
    expect(stopped).to.deep.include({ ok: true, underWay: ['ended'] })
    expect(await scene.standing(one)).to.equal('ended')
    expect(await scene.actions()).to.include('changes-stopped')
    const two = await both(scene)
    expect(await sql.one.acts.stop(scene.doing(owner))).to.deep.include({ underWay: ['paused'] })
    expect(await scene.standing(two)).to.equal('paused')
    expect(await sql.one.acts.stop(scene.doing(owner))).to.deep.include({ underWay: [] })
  })

  it('[R58] leaves a passkey that two proofs registered, and takes back what one did', async () => {
    const scene = await slowScene(sql)
    const [owner] = scene.ids as [CredentialId]
    const strong = await registered(scene)
    const weak = await registeredByOne(scene)
    await sql.run(`update credentials set created_at = 1 where id = '${owner}'`)
    expect(await sql.one.acts.stop(scene.doing(owner))).to.deep.include({ underWay: ['ended'] })
    expect(await scene.statuses(strong.id, weak.id)).to.deep.equal(['unproven', 'removed'])
  })
})
