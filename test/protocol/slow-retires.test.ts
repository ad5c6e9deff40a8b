import { expect } from 'chai'
import { UNDO_MS } from '../../server/recovery/lifetimes.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import type { RetireMode } from '../../shared/recovery.ts'
import { makeBackupCodes } from '../support/signed-page.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { addDevice } from './scene.ts'
import { DAY, HOUR, judge, slowScene } from './slow-scene.ts'

describeOnCommonSites('a passkey that a recovery called lost or stolen', (site) => {
  const { stores, newOwner, pass, proven, addLater } = slowScene(site)

  /** Lets time pass, and does what every node does once a minute. */
  async function later(id: RecoveryId, ms: number) {
    await pass(id, ms)
    await stores.sql.recoveries.sweep(DAY)
    await stores.sql.acts.carryOut(UNDO_MS)
  }

  /** A recovery whose page said so of the only passkey. */
  async function recovered(mode: RetireMode, by: 'two' | 'one') {
    const owner = await newOwner()
    const { page, view, id } = await proven(owner, by)
    const [old] = view.passkeys
    expect(view.passkeys).to.have.length(1)
    const retires = [{ credentialId: old!.credentialId, mode }]
    expect((await page.registerFor(id, site.otherUrl, retires)).status).to.equal(200)
    expect((await page.signIn()).body).to.include({ recovered: true })
    return { owner, page, id, old: old!.credentialId }
  }

  it('[R59] [R60] is undone at once if it came after what was proven, and hears nothing of the account any more', async () => {
    const owner = await newOwner()
    const thief = await addLater(owner)
    const { page, view, id } = await proven(owner, 'two')
    const added = thief.authenticator.passkeys.at(-1)!.id as CredentialId
    expect(view.passkeys.map(({ credentialId, isNew }) => [credentialId, isNew])).to.have.deep.members([
      [added, true],
      [owner.device.authenticator.passkeys[0]!.id, false],
    ])
    const retires = [{ credentialId: added, mode: 'stolen' }] as const
    expect((await page.registerFor(id, site.otherUrl, retires)).status).to.equal(200)
    expect((await page.signIn()).body).to.include({ recovered: true })
    expect((await thief.get('/api/session')).signedIn).to.equal(false)
    expect((await thief.signIn()).error?.code).to.equal('passkey_suspended')
    const { news, scheduled } = await owner.device.get('/api/account')
    expect(news.map(({ action }) => action))
      .to.include('recovery-undone')
      .and.not.include('passkey-scheduled')
    // What is gone already is not told as something that will go.
    expect(scheduled).to.deep.equal([])
  })

  it('[R69] is only one that was called so with the registration that succeeded, whatever a refused one said', async () => {
    const owner = await newOwner()
    const { page, view, id } = await proven(owner, 'two')
    const credentialId = view.passkeys[0]!.credentialId
    const { body: spent } = await page.offerFor(id)
    const { credential } = page.attest(spent)
    const { body: offer } = await page.offerFor(id, site.otherUrl)
    // Made for another challenge. The person then finds the device.
    const made = { challengeId: offer.challengeId, credential }
    const refused = await page.register(id, made, site.url, [{ credentialId, mode: 'stolen' }])
    expect(refused.error?.code).to.equal('passkey_refused')
    expect((await page.registerFor(id, site.otherUrl, [])).status).to.equal(200)
    expect((await page.signIn()).body).to.include({ recovered: true })
    expect((await owner.device.get('/api/account')).scheduled).to.deep.equal([])
    expect((await makeBackupCodes(owner.device)).status).to.equal(200)
  })

  it('[R19] [R31] signs in and pauses for 7 days, and then it does not sign in any more', async () => {
    const { owner, page, id, old } = await recovered('stolen', 'two')
    const { device } = owner
    const scheduled = async () =>
      (await page.get('/api/account')).scheduled.map(({ target, by, own }) => [target.id, by.id, own])
    const now = page.authenticator.passkeys[0]!.id
    expect(await scheduled()).to.deep.equal([[old, now, true]])
    const again = await device.secondDevice()
    expect((await makeBackupCodes(again)).error?.code).to.equal('step_up_refused')
    expect(await judge(again, 'freeze', id, site.otherUrl)).to.equal('done')
    expect((await page.signIn()).error?.code).to.equal('passkey_paused')

    await later(id, 3 * DAY + HOUR)
    expect((await page.signIn()).error).to.equal(null)
    await later(id, 4 * DAY - 2 * HOUR)
    expect((await device.signIn()).error).to.equal(null)
    expect(await scheduled()).to.deep.equal([[old, now, true]])
    await later(id, 2 * HOUR)
    expect(await scheduled()).to.deep.equal([])
    expect(await device.get('/api/session')).to.deep.equal({ signedIn: false })
    for (const one of [device, again]) expect((await one.signIn()).error?.code).to.equal('passkey_suspended')
    expect((await page.signIn()).error).to.equal(null)
  })

  it('[R86] [R96] stops nothing that its owner adds after that, and its page offers no such thing', async () => {
    const { owner, page, id, old } = await recovered('stolen', 'two')
    await later(id, 3 * DAY + HOUR)
    await page.signIn()
    const { passkey: added } = await addDevice(page)
    const rows = (await owner.device.get('/api/account')).recoveries
    const arrival = rows.find((row) => row.added.id === added)!
    expect([arrival.cannotStop, rows.find((row) => row.id === id)?.cannotStop]).to.deep.equal([
      'called-out',
      null,
    ])
    const action = { do: 'freeze-recovery', recoveryId: arrival.id } as const
    const { options } = (await owner.device.post('/api/step-up', { action })).body
    expect(options.allowCredentials?.map((one) => one.id)).not.to.include(old)
    expect(await judge(owner.device, 'freeze', id)).to.equal('done')
  })

  it('[R70] keeps the new passkey from removing or reporting itself until then, which it is told before it confirms', async () => {
    const { page, id, old } = await recovered('stolen', 'two')
    const credentialId = page.authenticator.passkeys[0]!.id as CredentialId
    await later(id, 3 * DAY + HOUR)
    const tried = async (what: 'remove-passkey' | 'report-stolen') =>
      (await page.post('/api/step-up', { action: { do: what, credentialId } })).error?.code ?? null
    for (const what of ['remove-passkey', 'report-stolen'] as const)
      expect(await tried(what), what).to.equal('retirement_waits')
    const [own] = (await page.get('/api/account')).passkeys.filter(({ current }) => current)
    expect(own?.retires.map(({ target }) => target.id)).to.deep.equal([old])
    await later(id, 4 * DAY)
    for (const what of ['remove-passkey', 'report-stolen'] as const)
      expect(await tried(what), what).to.equal(null)
  })

  it('[R29] stays for longer when the new passkey is paused shortly before that', async () => {
    const { owner, page, id } = await recovered('lost', 'two')
    await later(id, 7 * DAY - HOUR)
    expect(await judge(owner.device, 'freeze', id)).to.equal('done')
    await later(id, 2 * HOUR)
    expect((await owner.device.signIn()).error).to.equal(null)
    await later(id, 3 * DAY)
    expect((await page.signIn()).error).to.equal(null)
    expect((await owner.device.signIn()).error).to.equal(null)
    await later(id, DAY)
    expect((await owner.device.signIn()).error?.code).to.equal('passkey_suspended')
  })

  it('[R28] [R95] cancels that itself if one proof called it so, and not if two did', async () => {
    for (const [by, outcome] of [
      ['one', null],
      ['two', 'outweighed'],
    ] as const) {
      const { owner, id } = await recovered('stolen', by)
      const { device } = owner
      const { scheduled, news } = await device.get('/api/account')
      const [change] = scheduled
      // The page says so before anybody presses.
      expect(change).to.include({ outweighs: by === 'two', own: false })
      const told = news.find(({ action }) => action === 'passkey-scheduled')
      expect(told?.detail).to.equal(by === 'two' ? 'stolen-by-two' : 'stolen')
      const { body: offer, error } = await device.post('/api/step-up', {
        action: { do: 'cancel-scheduled', scheduledId: change!.id },
      })
      const cancelled = error
        ? { error }
        : await device.post('/api/scheduled/cancel', {
            scheduledId: change!.id,
            stepUp: device.assert(offer),
          })
      expect(cancelled.error?.code ?? null, by).to.equal(outcome)
      await later(id, 7 * DAY)
      expect((await device.signIn()).error?.code ?? null, by).to.equal(outcome && 'passkey_suspended')
    }
  })
})
