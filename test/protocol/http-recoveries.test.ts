import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { setStatus } from '../support/set-status.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { addPasskey, endSessions, judge, mature, rename, restore, signedUp, undo } from './http-owner.ts'
import { type Recovered, recover } from './http-recovery.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: probation and judging a recovery', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  /** An owner with an older passkey, and a device that recovered and signed in. */
  async function recovered(retire = false): Promise<[HttpDevice, Recovered]> {
    const owner = await signedUp(site)
    const second = retire ? await addPasskey(owner) : null
    if (second) await mature(site, second)
    const lost = second?.id
    const recovery = await recover(site, owner, lost)
    expect((await recovery.device.signIn()).body).to.include({ recovered: true })
    return [owner, recovery]
  }

  it('an unproven passkey is proven by signing in, once, and its sign-in says so', async () => {
    const owner = await signedUp(site)
    const { device } = await recover(site, owner)
    expect((await device.signIn({}, { foreignKey: true })).body.error.code).to.equal('passkey_refused')
    expect((await device.signIn()).body).to.include({ recovered: true })
    expect((await device.signIn()).body).to.include({ recovered: false })
    expect(await device.session()).to.include({ cannotApprove: 'probation' })
  })

  it('a replacement that was swept or ended is unknown', async () => {
    const owner = await signedUp(site)
    const { device, credentialId } = await recover(site, owner)
    await setStatus(site.run, credentialId, 'removed')
    expect((await device.signIn()).body.error.code).to.equal('passkey_unknown')
  })

  it('[A3] on probation a session renames nothing and ends no other session', async () => {
    const [owner, { device, credentialId }] = await recovered()
    const [mine] = (await owner.account()).sessions.filter(({ current }) => current)
    expect((await rename(device, { id: credentialId }, 'Mine')).body.error.code).to.equal('on_probation')
    const ended = await endSessions(device, [mine!.id])
    expect([ended.status, ended.body.error.code]).to.deep.equal([403, 'on_probation'])
    expect(await owner.session()).to.include({ signedIn: true })
    expect((await device.post('/api/sign-out', {})).status).to.equal(200)
  })

  it('[A2] on probation a passkey makes no step-up, whatever for', async () => {
    const [owner, { device, credentialId, id }] = await recovered()
    const mine = device.authenticator.passkeys[0]!
    const other = owner.authenticator.passkeys[0]!.id as CredentialId
    const stepUp = await device.stepUp({ do: 'add-passkey' }, {}, mine)
    expect((await device.post('/api/passkeys/options', { stepUp })).body.error.code).to.equal('on_probation')
    const removing = {
      credentialId: other,
      stepUp: await device.stepUp({ do: 'remove-passkey', credentialId: other }, {}, mine),
    }
    expect((await device.post('/api/passkeys/remove', removing)).body.error.code).to.equal('on_probation')
    const restoring = {
      credentialId,
      stepUp: await device.stepUp({ do: 'restore-passkey', credentialId }, {}, mine),
    }
    expect((await device.post('/api/passkeys/restore', restoring)).body.error.code).to.equal('on_probation')
    for (const what of ['freeze', 'lift'] as const) {
      expect((await judge(device, what, { id } as Recovered, mine)).body.error.code).to.equal('on_probation')
    }
    expect((await undo(device, { id } as Recovered, false, mine)).body.error.code).to.equal('on_probation')
  })

  it('[A13] a sign-in on probation adds no passkey', async () => {
    const [, { device }] = await recovered()
    expect((await device.signIn({ thenAdd: true })).body).to.include({ recovered: false, add: null })
  })

  it('[A20] one on probation is not what may be left over', async () => {
    const [owner] = await recovered()
    const credentialId = owner.authenticator.passkeys[0]!.id as CredentialId
    const stepUp = await owner.stepUp({ do: 'remove-passkey', credentialId })
    expect((await owner.post('/api/passkeys/remove', { credentialId, stepUp })).body.error.code).to.equal(
      'last_passkey',
    )
  })

  it('every device hears of a recovery, and which passkey it brought and retired', async () => {
    const [owner, { device, id, credentialId }] = await recovered(true)
    const lost = owner.authenticator.passkeys[1]!.id
    const [row] = (await owner.account()).recoveries
    expect(row).to.deep.include({ id, state: 'done', own: false, place: null })
    expect([row!.added.id, row!.retired?.id]).to.deep.equal([credentialId, lost])
    const told = await device.session()
    expect(told.signedIn && told.recoveries.map(({ own }) => own)).to.deep.equal([true])
    expect((await owner.account()).passkeys.find(({ id }) => id === lost)?.status).to.equal('suspended')
  })

  it('freezing suspends the new passkey and its sessions, and can be lifted', async () => {
    const [owner, recovery] = await recovered()
    expect((await judge(owner, 'freeze', recovery)).status).to.equal(200)
    expect(await recovery.device.session()).to.deep.equal({ signedIn: false })
    expect((await recovery.device.signIn()).body.error.code).to.equal('passkey_suspended')
    expect((await judge(owner, 'lift', recovery)).status).to.equal(200)
    expect((await recovery.device.signIn()).status).to.equal(200)
  })

  it('undoing takes a frozen recovery, sets the new passkey aside and restores the retired one if asked', async () => {
    const [owner, recovery] = await recovered(true)
    expect((await undo(owner, recovery, true)).body.error.code).to.equal('not_undoable')
    await judge(owner, 'freeze', recovery)
    expect((await undo(owner, recovery, true)).status).to.equal(200)
    expect((await recovery.device.signIn()).body.error.code).to.equal('passkey_suspended')
    const [, lost] = owner.authenticator.passkeys
    expect((await owner.signIn({ passkey: lost! })).status).to.equal(200)
    expect((await owner.account()).recoveries).to.deep.equal([])
  })

  it('undoing without restoring leaves the retired one suspended', async () => {
    const [owner, recovery] = await recovered(true)
    const [first, lost] = owner.authenticator.passkeys
    await judge(owner, 'freeze', recovery, first)
    expect((await undo(owner, recovery, false, first)).status).to.equal(200)
    expect((await owner.signIn({ passkey: lost! })).body.error.code).to.equal('passkey_suspended')
  })

  it('[A22] [A23] nobody judges without a step-up, and nobody the recovery of another account', async () => {
    const [owner, recovery] = await recovered()
    const { id: recoveryId } = recovery
    const stepUp = await owner.stepUp({ do: 'freeze-recovery', recoveryId }, { foreignKey: true })
    expect((await owner.post('/api/recoveries/freeze', { recoveryId, stepUp })).body.error.code).to.equal(
      'step_up_refused',
    )
    const stranger = await signedUp(site)
    const foreign = await judge(stranger, 'freeze', recovery)
    expect([foreign.status, foreign.body.error.code]).to.deep.equal([404, 'not_found'])
    expect((await recovery.device.signIn()).status).to.equal(200)
  })

  it('[A25] only a passkey older than the recovery judges it, however mature a younger one is', async () => {
    const [owner, recovery] = await recovered()
    const younger = await addPasskey(owner)
    await mature(site, younger)
    expect((await judge(owner, 'freeze', recovery, younger)).body.error.code).to.equal('too_new')
    expect((await judge(owner, 'freeze', recovery)).status).to.equal(200)
    expect((await judge(owner, 'lift', recovery, younger)).body.error.code).to.equal('too_new')
    expect((await undo(owner, recovery, false, younger)).body.error.code).to.equal('too_new')
    expect((await undo(owner, recovery, false)).status).to.equal(200)
  })

  it('[A65] only the passkey that froze it, or an older one, lifts that, and no other is asked for it', async () => {
    const owner = await signedUp(site)
    const [oldest] = owner.authenticator.passkeys
    const younger = await addPasskey(owner)
    await mature(site, younger)
    await addPasskey(owner)
    const { id } = (await owner.account()).recoveries[0]!
    expect((await judge(owner, 'freeze', { id }, oldest)).status).to.equal(200)
    expect((await owner.account()).recoveries[0]!.frozenBy?.id).to.equal(oldest!.id)
    expect((await judge(owner, 'lift', { id }, younger)).body.error.code).to.equal('too_new')
    const action = { do: 'lift-recovery', recoveryId: id } as const
    const { body } = await owner.post('/api/step-up', { action })
    expect(body.options.allowCredentials?.map(({ id }) => id)).to.deep.equal([oldest!.id])
    expect((await judge(owner, 'lift', { id }, oldest)).status).to.equal(200)
  })

  it('what an undo has set aside comes back with its recovery, and can be undone again', async () => {
    const [owner, recovery] = await recovered()
    await judge(owner, 'freeze', recovery)
    await undo(owner, recovery, false)
    expect((await restore(owner, { id: recovery.credentialId })).status).to.equal(200)
    expect((await recovery.device.signIn()).status).to.equal(200)
    expect((await owner.account()).recoveries).to.have.length(1)
    expect((await judge(owner, 'freeze', recovery)).status).to.equal(200)
  })
})

describe('HTTP: after the probation', () => {
  it('[A24] the recovered passkey does not judge its own recovery', async () => {
    const site = await startHttpSite({ probationMs: 0 })
    try {
      const owner = createHttpDevice(site)
      await owner.signUp('quick')
      const { device, id: recoveryId } = await recover(site, owner)
      await device.signIn()
      const mine = device.authenticator.passkeys[0]!
      for (const what of ['freeze', 'lift'] as const) {
        const stepUp = await device.stepUp({ do: `${what}-recovery`, recoveryId }, {}, mine)
        const judged = await device.post(`/api/recoveries/${what}`, { recoveryId, stepUp })
        expect(judged.body.error.code).to.equal('too_new')
      }
      expect(await device.session()).to.include({ signedIn: true, cannotApprove: null })
    } finally {
      await site.close()
    }
  })
})
