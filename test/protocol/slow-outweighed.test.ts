import { expect } from 'chai'
import type { RecoveryId } from '../../shared/ids.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import type { SignedPage } from '../support/signed-page.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { DAY, HOUR, judge, slowScene } from './slow-scene.ts'

describeOnCommonSites('an older device against what two proofs brought', (site) => {
  const { stores, newOwner, ready, pass, addLater, addedLongAgo, proven, arrived } = slowScene(site)

  /** What the account page of a device says of a recovery that is done. */
  async function rowOf(device: SignedInDevice, recoveryId: RecoveryId) {
    const row = (await device.get('/api/account')).recoveries.find(({ id }) => id === recoveryId)
    if (!row) throw new Error('The account page does not show it.')
    const { state, frozenUntil, outweighs } = row
    return { state, frozenUntil, outweighs }
  }

  async function cannotStop(device: SignedInDevice, recoveryId: RecoveryId) {
    const { recoveries } = await device.get('/api/account')
    return recoveries.find(({ id }) => id === recoveryId)?.cannotStop
  }

  /** “Stop changes I didn't make”, with the passkey of this page. */
  async function stopChanges(page: SignedPage) {
    const { body: offer } = await page.post('/api/freeze/options', {}, site.otherUrl)
    return page.post('/api/freeze', page.assert(offer), site.otherUrl)
  }

  it('[R22] [R23] [R90] [R91] pauses it for 3 days, once, and undoes nothing', async () => {
    const owner = await newOwner()
    const { device } = owner
    const { page, id } = await arrived(owner, 'two')
    expect(await rowOf(device, id)).to.deep.equal({ state: 'done', frozenUntil: null, outweighs: true })
    expect(await cannotStop(device, id)).to.equal(null)
    expect(await judge(device, 'freeze', id, site.otherUrl)).to.equal('done')
    const paused = await rowOf(device, id)
    expect(paused).to.include({ state: 'frozen', outweighs: true })
    expect(paused.frozenUntil! - Date.now()).to.be.within(3 * DAY - HOUR, 3 * DAY + HOUR)
    expect(await page.get('/api/session')).to.deep.equal({ signedIn: false })
    // Its own page says the same, and a sign-in says for how long.
    const { body: view } = await page.stateOf(id)
    expect(view).to.include({ state: 'passkey-paused', until: paused.frozenUntil, cause: null })
    for (const refused of [await page.signIn(), await stopChanges(page)]) {
      expect(refused.error?.code).to.equal('passkey_paused')
      expect(refused.error?.retryAfterMs).to.be.within(3 * DAY - HOUR, 3 * DAY)
    }
    for (const what of ['freeze', 'undo'] as const)
      for (const url of [site.url, site.otherUrl])
        expect(await judge(device, what, id, url), what).to.equal('outweighed')

    await pass(id, 3 * DAY + HOUR)
    await stores.sql.recoveries.sweep(DAY)
    expect((await page.signIn()).error).to.equal(null)
    expect(await judge(device, 'freeze', id)).to.equal('outweighed')
    expect(await rowOf(device, id)).to.deep.equal({ state: 'done', frozenUntil: null, outweighs: true })
    // So the page doesn't offer it.
    expect(await cannotStop(device, id)).to.equal('pause-used-up')
  })

  it('[R22] undoes nothing, also by a step-up that was offered before it was registered', async () => {
    const owner = await newOwner()
    const { device } = owner
    const { page, id: recoveryId } = await proven(owner, 'two')
    const stepUp = await device.stepUp({ do: 'undo-recovery', recoveryId, restoreRetired: false })
    await page.registerFor(recoveryId)
    await page.signIn()
    expect(await judge(device, 'freeze', recoveryId)).to.equal('done')
    const wish = { recoveryId, restoreRetired: false, stepUp }
    expect((await device.post('/api/recoveries/undo', wish, site.otherUrl)).error?.code).to.equal(
      'outweighed',
    )
    expect(await rowOf(device, recoveryId)).to.include({ state: 'frozen' })
  })

  it('[R25] [R90] [R91] makes a tie with a second one from before, which stays frozen and is not undone', async () => {
    const owner = await newOwner()
    const { device } = owner
    const second = await addedLongAgo(owner)
    const { page, id } = await arrived(owner, 'two')
    expect(await judge(device, 'freeze', id)).to.equal('done')
    expect(await judge(second, 'freeze', id, site.otherUrl)).to.equal('done')
    await pass(id, 4 * DAY)
    await stores.sql.recoveries.sweep(DAY)
    for (const one of [device, second]) {
      expect(await rowOf(one, id)).to.deep.equal({ state: 'frozen', frozenUntil: null, outweighs: true })
      expect(await judge(one, 'undo', id)).to.equal('outweighed')
    }
    expect((await page.stateOf(id)).body).to.include({ state: 'passkey-tied', until: null })
    for (const refused of [await page.signIn(), await stopChanges(page)]) {
      expect(refused.error?.code).to.equal('passkey_tied')
      expect(refused.error).not.to.have.property('retryAfterMs')
    }
    expect(await judge(second, 'lift', id)).to.equal('done')
    expect((await page.signIn()).error).to.equal(null)
  })

  it('[R25] makes none with one that it added in the week before', async () => {
    const owner = await newOwner()
    const made = await addLater(owner)
    const { id } = await arrived(owner, 'two')
    expect(await judge(owner.device, 'freeze', id)).to.equal('done')
    expect(await judge(made, 'freeze', id)).to.equal('outweighed')
    expect((await rowOf(made, id)).frozenUntil).to.be.a('number')
  })

  it('[R22] [R91] undoes what one proof brought, a link or a code', async () => {
    const owner = await newOwner()
    const byCode = await ready()
    await byCode.page.registerFor(byCode.id)
    await byCode.page.signIn()
    for (const { device, page, id } of [
      { device: owner.device, ...(await arrived(owner, 'one')) },
      { device: byCode.owner.device, ...byCode },
    ]) {
      expect(await rowOf(device, id)).to.deep.equal({ state: 'done', frozenUntil: null, outweighs: false })
      expect(await judge(device, 'freeze', id)).to.equal('done')
      expect(await rowOf(device, id)).to.deep.equal({ state: 'frozen', frozenUntil: null, outweighs: false })
      expect((await page.stateOf(id)).body).to.include({ state: 'passkey-frozen', until: null })
      expect((await page.signIn()).error?.code).to.equal('passkey_suspended')
      expect(await judge(device, 'undo', id, site.otherUrl)).to.equal('done')
      expect((await page.stateOf(id)).body).to.include({ state: 'undone', until: null })
      expect((await page.signIn()).error?.code).to.equal('passkey_suspended')
    }
  })
})
